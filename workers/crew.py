"""Lets requests to the carrier be under way beside each other while the next turn is awaited."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

from service.domain.errors import PatchlineError

log = logging.getLogger(__name__)

AT_ONCE = 10
"""Requests of one process. Each lasts ten seconds at worst, so that ten keep up with one a second
even if every one hangs; and each needs one of the twenty connections to Postgres to record what
came of it."""

Request = Callable[[], object]
"""Asks the carrier and records its answer. What it is about is claimed already."""


class Crew:
    """Begins one piece of work after the other, in the caller's thread, and ends them in its own.

    Only requests overlap: a turn is taken after the one before it was used, so that however many
    requests hang and however long a claim is held up, no process is late with more than one.
    """

    def __init__(self, size: int) -> None:
        """``size`` requests may be under way at once."""
        self._size = size
        self._free = threading.Semaphore(size)
        self._threads = ThreadPoolExecutor(size, thread_name_prefix="request")

    def take(self, begin: Callable[[], Request | None]) -> None:
        """Begin once there is room, so that what was claimed is asked for at once.

        Raises whatever ``begin`` raises; what becomes of the request is only logged.
        """
        with ExitStack() as room:
            self._free.acquire()
            room.callback(self._free.release)
            request = begin()
            if request is not None:
                self._threads.submit(_make, request, room.pop_all())

    def rest(self) -> None:
        """Return once nothing is under way."""
        for _ in range(self._size):
            self._free.acquire()
        self._free.release(self._size)


def _make(request: Request, room: ExitStack) -> None:
    with room:
        try:
            request()
        except PatchlineError as error:
            # Claimed and not recorded: in doubt, as if this process had died.
            log.warning("what came of a request could not be recorded: %s", error)
        except Exception:  # nobody waits for the result, so nobody else would tell
            log.exception("a request to the carrier failed")
