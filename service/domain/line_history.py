"""What past legs taught, gone through again: line state as it was before it was lost."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from service.domain.leg_result import DialResult, Outcome
from service.domain.line import LineSign, LineState
from service.domain.line_news import OF_OUTCOME, OF_RESULT


@dataclass(frozen=True, slots=True)
class PastLeg:
    """A leg as the record has it."""

    name: str
    number: str
    """The office's, E.164."""
    begun_at: datetime
    ended_at: datetime | None
    """None while it goes on, as far as anybody has told."""
    result: DialResult | None = None
    seconds: int = 0
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class LineHistory:
    """Everything about lines that can be lost, by number."""

    states: Mapping[str, LineState]
    flights: Mapping[str, Mapping[str, datetime]]
    """Legs that go on, by name: when each began."""


def history_of(legs: Iterable[PastLeg]) -> LineHistory:
    """Learn from all of them anew, in the order in which they ended."""
    by_number: dict[str, list[PastLeg]] = {}
    for leg in legs:
        by_number.setdefault(leg.number, []).append(leg)
    learned = {number: _learn(theirs) for number, theirs in by_number.items()}
    return LineHistory(
        {number: state for number, state in learned.items() if state},
        {number: flights for number, theirs in by_number.items() if (flights := _flying(theirs))},
    )


def _flying(legs: Sequence[PastLeg]) -> dict[str, datetime]:
    return {leg.name: leg.begun_at for leg in legs if leg.ended_at is None}


def _learn(legs: Sequence[PastLeg]) -> LineState | None:
    ended = [(leg.ended_at, leg) for leg in legs if leg.ended_at is not None]
    ended.sort(key=lambda one: one[0])
    begun, over = sorted(leg.begun_at for leg in legs), [at for at, _ in ended]
    state: LineState | None = None
    for at, leg in ended:
        ours = bisect_right(begun, at) - bisect_left(over, at)
        for sign in _signs(leg):
            state = (state or LineState(at)).after(sign, leg.seconds, ours, at)
    return state


def _signs(leg: PastLeg) -> Iterator[LineSign]:
    """The carrier's word, then the caller's."""
    if leg.result and leg.result in OF_RESULT:
        yield OF_RESULT[leg.result]
    if leg.outcome:
        yield OF_OUTCOME[leg.outcome]
