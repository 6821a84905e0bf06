"""Patience with a store that does not answer: a second at first, none at all after that."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")

_THREADS = 32


class NoAnswer(Exception):
    """The work was not done in time, or was not even tried because the breaker is open."""


class Breaker:
    """Gives up on work that hangs, and then refuses work at once until some of it succeeds.

    While it is open, one piece of work is let through every ``retry_seconds``, and none as long as
    an earlier one hangs. Work that was given up on goes on in its thread and may still succeed, so
    it has to be safe to do again.
    """

    def __init__(self, patience_seconds: float, retry_seconds: float) -> None:
        """``patience_seconds`` is what one caller may lose at first."""
        self._patience = patience_seconds
        self._retry = retry_seconds
        self._lock = threading.Lock()
        self._open = False
        self._tried_at = float("-inf")
        self._hanging = 0
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="store")

    @property
    def closed(self) -> bool:
        """Whether the last work that was let through succeeded."""
        return not self._open

    def run(
        self, work: Callable[[], T], fails: type[Exception], but: tuple[type[Exception], ...] = ()
    ) -> T:
        """What the work returns. Its exceptions of type ``fails``, ``but`` of these, open it.

        Raises:
            NoAnswer: it took too long, or the breaker is open.
        """
        if not self._may_try():
            raise NoAnswer("refused: the last attempt failed a moment ago")
        future = self._threads.submit(work)
        try:
            result = future.result(self._patience)
        except TimeoutError as error:
            self._gave_up(future)
            raise NoAnswer(f"no answer within {self._patience:g} s") from error
        except but:
            self._open = False
            raise
        except fails:
            self._open = True
            raise
        self._open = False
        return result

    def _may_try(self) -> bool:
        with self._lock:
            if not self._open:
                return True
            now = time.monotonic()
            if self._hanging or now - self._tried_at < self._retry:
                return False
            self._tried_at = now
            return True

    def _gave_up(self, future: Future[T]) -> None:
        with self._lock:
            self._open = True
            self._hanging += 1
        future.add_done_callback(self._came_back)

    def _came_back(self, _future: Future[T]) -> None:
        with self._lock:
            self._hanging -= 1
