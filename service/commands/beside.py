"""Looks after something again and again beside whatever else goes on, however long a look takes."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

log = logging.getLogger(__name__)

_PAUSE_AFTER_A_FAILURE = 30.0
_END_SECONDS = 10.0


@contextmanager
def beside(look: Callable[[], float | None]) -> Iterator[None]:
    """Look within a thread of its own until the block ends.

    Each look returns how many seconds to pause after it, or None when it was the last. One that is
    under way when the block ends has ten seconds to end.
    """
    ending = threading.Event()

    def rounds() -> None:
        pause: float | None = 0.0
        while pause is not None and not ending.wait(pause):
            pause = _guarded(look)

    thread = threading.Thread(target=rounds, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ending.set()
        thread.join(_END_SECONDS)


def _guarded(look: Callable[[], float | None]) -> float | None:
    try:
        return look()
    except Exception:  # whatever is looked after, the rest must not go without it for ever
        log.exception("a part of Patchline could not be looked after")
        return _PAUSE_AFTER_A_FAILURE
