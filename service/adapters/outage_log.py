"""Says once that something is away, and once that it is back."""

import logging
import threading


class OutageLog:
    """Of one thing that is asked again and again: what every round would say is said once.

    Safe in several threads.
    """

    def __init__(self, log: logging.Logger, back: str, level: int = logging.WARNING) -> None:
        """``back`` is what is said once it is well again; ``level`` that of what is said before."""
        self._log = log
        self._back = back
        self._level = level
        self._lock = threading.Lock()
        self._said: str | None = None

    def away(self, why: str) -> None:
        """It is not well: the fact and the cure. Said again only when that is another than before.

        What is said must not name a moment, a number of attempts or the like.
        """
        with self._lock:
            news, self._said = why != self._said, why
        if news:
            self._log.log(self._level, "%s", why)

    def back(self) -> None:
        """It is well."""
        with self._lock:
            news, self._said = self._said is not None, None
        if news:
            self._log.warning("%s", self._back)
