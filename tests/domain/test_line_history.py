"""Line state learned anew from the record is what was learned as it happened."""

from dataclasses import replace
from datetime import timedelta

from service.domain.leg_result import DialResult, Outcome
from service.domain.line import LineSign, LineState
from service.domain.line_history import LineHistory, PastLeg, history_of
from tests.domain.worlds import WEEKDAY

DC, BARRE = "+12022244242", "+18028632525"


def leg(name: str, begun: int, ended: int | None, result: DialResult | None = None) -> PastLeg:
    """A leg to Washington; seconds after the start."""
    end = None if ended is None else WEEKDAY + timedelta(seconds=ended)
    return PastLeg(name, DC, WEEKDAY + timedelta(seconds=begun), end, result)


def test_nothing_comes_of_nothing() -> None:
    assert history_of([]) == LineHistory({}, {})


def test_legs_teach_in_the_order_in_which_they_ended() -> None:
    busy = leg("2.4", 10, 20, DialResult.BUSY)
    talk = replace(leg("1.4", 0, 300, DialResult.COMPLETED), seconds=300, outcome=Outcome.SPOKE)
    first, last = busy.ended_at, talk.ended_at
    assert first is not None
    assert last is not None
    learned = LineState(first).after(LineSign.BUSY, 0, 2, first)
    learned = learned.after(LineSign.ANSWERED, 300, 1, last).after(LineSign.SPOKE, 300, 1, last)
    assert history_of([talk, busy]) == LineHistory({DC: learned}, {})


def test_a_leg_that_goes_on_is_on_its_line() -> None:
    history = history_of([leg("1.4", 0, None), replace(leg("2.4", 5, None), number=BARRE)])
    assert history.states == {}
    assert history.flights == {
        DC: {"1.4": WEEKDAY},
        BARRE: {"2.4": WEEKDAY + timedelta(seconds=5)},
    }


def test_a_leg_that_goes_on_counts_where_another_was_refused() -> None:
    history = history_of([leg("1.4", 0, None), leg("2.4", 5, 8, DialResult.BUSY)])
    ended = WEEKDAY + timedelta(seconds=8)
    assert history.states[DC] == LineState(ended).after(LineSign.BUSY, 0, 2, ended)


def test_a_leg_that_its_caller_gave_up_teaches_nothing() -> None:
    gone = [leg("1.4", 0, 9, DialResult.CANCELED), leg("2.4", 0, 9, DialResult.UNKNOWN)]
    assert history_of(gone) == LineHistory({}, {})
