"""A clock that stands still until somebody sleeps or moves it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Lock

ELEVEN_IN_WASHINGTON = datetime(2026, 12, 1, 16, 0, tzinfo=UTC)
"""A Tuesday on which the Senate works."""


class ClockTwin:
    """Implements ``ports.clock.Clock``: a sleep takes no time but moves the clock."""

    def __init__(self, start: datetime = ELEVEN_IN_WASHINGTON) -> None:
        self._now = start
        self._set_back = timedelta(0)
        self._lock = Lock()
        self.while_asleep: Callable[[], object] = lambda: None
        """What happens in the world during every sleep."""

    def now(self) -> datetime:
        """The moment."""
        return self._now

    def machine_now(self) -> datetime:
        """What it would be if nobody had set it back."""
        return self._now + self._set_back

    def sleep(self, seconds: float) -> None:
        """Move on."""
        if seconds > 0:
            self.while_asleep()
            self.move(seconds=seconds)

    def set_back(self, **by: float) -> None:
        """Turn it back, as the handset does; the machine's own time goes on."""
        with self._lock:
            self._now -= timedelta(**by)
            self._set_back += timedelta(**by)

    def move(self, **by: float) -> None:
        """Let time pass: ``minutes=10`` and the like."""
        with self._lock:
            self._now += timedelta(**by)
