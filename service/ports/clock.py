"""Time, as the use cases see it."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The time, and waiting for it."""

    def now(self) -> datetime:
        """The moment, in UTC with its zone."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait; returns at once for zero or less."""
        ...

    def machine_now(self) -> datetime:
        """The machine's own time in UTC, which no demo and no test has moved."""
        ...
