"""A clock that stands still: for events that are recorded after the fact."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FixedClock:
    """Implements ``ports.clock.Clock`` at one moment."""

    at: datetime

    def now(self) -> datetime:
        """The moment."""
        return self.at

    def machine_now(self) -> datetime:
        """The moment."""
        return self.at

    def sleep(self, seconds: float) -> None:
        """Time that has passed need not be waited for."""
