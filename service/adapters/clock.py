"""The time of this process: the machine's, plus the offset of a demo or a test."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

_REREAD_SECONDS = 0.5


class SystemClock:
    """The machine's clock, shifted by a fixed number of seconds."""

    def __init__(self, offset: float = 0.0) -> None:
        """``offset`` in seconds."""
        self._offset = offset

    def now(self) -> datetime:
        """The moment, in UTC."""
        return self.machine_now() + timedelta(seconds=self.offset)

    def machine_now(self) -> datetime:
        """The machine's own time."""
        return datetime.now(UTC)

    @property
    def offset(self) -> float:
        """Seconds between this clock and the machine's."""
        return self._offset

    def sleep(self, seconds: float) -> None:
        """Wait; returns at once for zero or less."""
        if seconds > 0:
            time.sleep(seconds)


class DemoClock(SystemClock):
    """A clock that the handset can set: it follows a file that holds the offset."""

    def __init__(self, path: Path, offset: float = 0.0) -> None:
        """``offset`` holds as long as there is no file."""
        super().__init__(offset)
        self._path = path
        self._read_at = float("-inf")

    @property
    def offset(self) -> float:
        """The file's offset, looked up at most twice a second."""
        if time.monotonic() - self._read_at > _REREAD_SECONDS:
            self._read_at = time.monotonic()
            self._offset = self._from_file()
        return self._offset

    def _from_file(self) -> float:
        try:
            return float(self._path.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return self._offset
