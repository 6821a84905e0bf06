"""Reasons to send nothing at all, and what the carrier refuses besides, as kept in SQL."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from service.domain.halt import Halt
from service.domain.refusal import Refusal


class Halts(Protocol):
    """Halts of all sending, lesser refusals, and the heartbeat of the scheduler."""

    def begin(self, code: int, now: datetime, until: datetime) -> bool:
        """Halt until then, or go on being halted; whether it is for a trouble that is news."""
        ...

    def standing(self, now: datetime) -> Halt | None:
        """Why nothing may be sent now; None where it may."""
        ...

    def end(self) -> bool:
        """The account is accepted; whether that is news."""
        ...

    def refuse(self, code: int, now: datetime, until: datetime) -> bool:
        """Tell of it until then; False where it is told of already, and for no longer."""
        ...

    def refusals(self, now: datetime) -> Sequence[Refusal]:
        """What is told of now, by code."""
        ...

    def beat(self, now: datetime, gap: timedelta) -> None:
        """The scheduler is at work; after a gap of so long it is at work again since now."""
        ...

    def beats(self) -> tuple[datetime, datetime] | None:
        """When the scheduler last wrote, and since when without a gap; None if it never did."""
        ...
