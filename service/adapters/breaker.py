"""Patience with a store that does not answer: a second at first, none at all after that."""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

log = logging.getLogger(__name__)

T = TypeVar("T")

_THREADS = 32


class NoAnswer(Exception):
    """The work was not done in time, or was not even tried because the breaker is open."""


class Breaker:
    """Gives up on work that hangs or fails, and then refuses all work at once.

    While it is open nobody's work is an attempt: a thread of its own probes, until it succeeds.
    Work that was given up on goes on in its thread.
    """

    def __init__(
        self, patience_seconds: float, probe: Callable[[], object], pause_seconds: float = 0.25
    ) -> None:
        """``patience_seconds`` is what one caller may lose at first. ``probe`` raises whatever it
        likes while work is in vain, or hangs; a pause follows each that failed.
        """
        self._patience = patience_seconds
        self._probe = probe
        self._pause = pause_seconds
        self._lock = threading.Lock()
        self._open = False
        self._why: Exception | None = None
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="store")

    @property
    def closed(self) -> bool:
        """Whether work is let through."""
        return not self._open

    def run(
        self,
        work: Callable[[], T],
        fails: type[Exception] | tuple[type[Exception], ...],
        but: tuple[type[Exception], ...] = (),
    ) -> T:
        """What the work returns. Its exceptions of type ``fails``, ``but`` of these, open it.

        Raises:
            NoAnswer: it took too long, or the breaker is open; then its cause is the last failure.
        """
        if self._open:
            raise NoAnswer("refused: it is not back yet") from self._why
        future = self._threads.submit(work)
        try:
            return future.result(self._patience)
        except TimeoutError as error:
            self._trip(None)
            raise NoAnswer(f"no answer within {self._patience:g} s") from error
        except but:
            raise
        except fails as error:
            self._trip(error)
            raise

    def _trip(self, why: Exception | None) -> None:
        with self._lock:
            if self._open:
                return
            self._open, self._why = True, why
        # The first probe follows at once: connections that broke are replaced in no time.
        threading.Thread(target=self._watch, name="probe", daemon=True).start()

    def _watch(self) -> None:
        while not self._is_back():
            time.sleep(self._pause)
        self._open = False

    def _is_back(self) -> bool:
        try:
            self._probe()
        except Exception as error:  # whatever it is, work would fare no better
            log.debug("still away: %s", type(error).__name__)
            self._why = error
            return False
        return True
