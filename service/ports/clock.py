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
