"""Reasons to send nothing at all, as kept in SQL."""

from datetime import datetime, timedelta
from typing import Protocol

from service.domain.halt import Halt


class Halts(Protocol):
    """Halts of all sending, and the heartbeat of the scheduler."""

    def begin(self, code: int, now: datetime, until: datetime) -> bool:
        """Halt until then, or go on being halted; whether it is for a trouble that is news."""
        ...

    def standing(self, now: datetime) -> Halt | None:
        """Why nothing may be sent now; None where it may."""
        ...

    def end(self) -> None:
        """The account is accepted again."""
        ...

    def beat(self, now: datetime, gap: timedelta) -> None:
        """The scheduler is at work; after a gap of so long it is at work again since now."""
        ...

    def beats(self) -> tuple[datetime, datetime] | None:
        """When the scheduler last wrote, and since when without a gap; None if it never did."""
        ...
