"""What came of the calls to offices, each leg counted once."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from service.domain.leg_result import DialResult, Outcome


class CameOf(StrEnum):
    """What a leg came to, in the order in which it is reported."""

    REACHED = "reached"
    """The caller spoke to a person."""
    MESSAGE = "message"
    NOT_THROUGH = "not_through"
    """Something picked up in vain, or the line does not work, or the caller hung up first."""
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    NOT_SAID = "not_said"
    """Something picked up and the caller said no more; or nobody has told how it ended."""


@dataclass(frozen=True, slots=True)
class ToldLeg:
    """One office dialed in one call, and what the two who can know said of it."""

    bioguide: str
    office_id: str
    campaign: str
    begun_at: datetime
    result: DialResult | None
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class AnswerRate:
    """How often a number was picked up of late."""

    calls: int
    """Legs whose end the carrier has told, without those that the caller gave up."""
    answered: int


_OF_OUTCOME = {
    Outcome.SPOKE: CameOf.REACHED,
    Outcome.MESSAGE: CameOf.MESSAGE,
    Outcome.NOT_THROUGH: CameOf.NOT_THROUGH,
}
_OF_RESULT = {
    DialResult.BUSY: CameOf.BUSY,
    DialResult.NO_ANSWER: CameOf.NO_ANSWER,
    DialResult.FAILED: CameOf.NOT_THROUGH,
    DialResult.CANCELED: CameOf.NOT_THROUGH,
}


def came_of(leg: ToldLeg) -> CameOf:
    """The caller's word, whatever the carrier says, as the caller was there; else the carrier's."""
    if leg.outcome is not None:
        return _OF_OUTCOME[leg.outcome]
    return CameOf.NOT_SAID if leg.result is None else _OF_RESULT.get(leg.result, CameOf.NOT_SAID)


def tally(legs: Iterable[ToldLeg], key: Callable[[ToldLeg], str]) -> Mapping[str, Counter[CameOf]]:
    """How often each came of the legs that have a key in common."""
    counts: dict[str, Counter[CameOf]] = {}
    for leg in legs:
        counts.setdefault(key(leg), Counter())[came_of(leg)] += 1
    return counts
