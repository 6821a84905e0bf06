"""The offices dialed in a call, and the choices made there, as kept in SQL."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from service.domain.call_effects import LegBegun
from service.domain.leg_result import DialResult, Outcome
from service.domain.line_history import PastLeg
from service.domain.records import Leg
from service.domain.set_aside import PastDial


class Legs(Protocol):
    """Legs, each known by its call and the step at which it began.

    Whatever is recorded of the end of one is news of its line, told there after the commit.
    """

    def decisions(self, call_id: int) -> Mapping[int, tuple[str, str] | None]:
        """Choices made so far by step: office id and reason, or None for no office."""
        ...

    def no_office(self, call_id: int, step: int) -> None:
        """Keep that there was no office left to dial at this step. Safe to repeat."""
        ...

    def begin(self, call_id: int, leg: LegBegun, now: datetime) -> None:
        """Record an office dialed; once for a step."""
        ...

    def end(self, call_id: int, step: int, result: DialResult, seconds: int, now: datetime) -> None:
        """Record the carrier's word on a leg; the first one stands."""
        ...

    def close(self, call_id: int, now: datetime) -> None:
        """The call is over: legs that are still open end as unknown, until a word on them comes."""
        ...

    def tell(self, call_id: int, step: int, outcome: Outcome, now: datetime) -> None:
        """Record the caller's word on a leg; the first one stands."""
        ...

    def number(self, call_id: int, step: int) -> str | None:
        """Which number a leg dialed, E.164; None where there is no such leg."""
        ...

    def lately(self, number: str, since: datetime) -> list[PastDial]:
        """What the carrier said of the last legs to a number begun since then, newest first."""
        ...

    def others_rang(self, number: str, since: datetime) -> bool:
        """Whether a leg to another number, begun since then, came as far as its phones."""
        ...

    def of(self, call_id: int) -> list[Leg]:
        """A call's legs in order."""
        ...

    def since(self, moment: datetime) -> list[PastLeg]:
        """The legs of all calls that began after this moment, in no order."""
        ...
