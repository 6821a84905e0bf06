"""The time of this process: the machine's, plus the offset of a demo or a test."""

import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path


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
    """A clock that the handset can set: it follows a file that holds the offset.

    It looks at the file every time, or processes would disagree for a while after a jump of hours:
    one would give up a ring as long overdue that another has just promised.
    """

    def __init__(self, path: Path, offset: float = 0.0) -> None:
        """``offset`` holds as long as there is no file."""
        super().__init__(offset)
        self._path = path
        self._read: tuple[int, int] | None = None

    @property
    def offset(self) -> float:
        """The file's offset; the last known one while it cannot be read."""
        with suppress(OSError, ValueError):
            found = self._path.stat()
            # The file is never changed, only replaced by another.
            version = (found.st_ino, found.st_mtime_ns)
            if version != self._read:
                self._offset = float(self._path.read_text(encoding="ascii"))
                self._read = version
        return self._offset
