"""Each leg is counted once, by the word of whoever was there."""

from collections import Counter
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.leg_report import CameOf, ToldLeg, came_of, tally
from service.domain.leg_result import DialResult, Outcome

NOON = datetime(2026, 11, 24, 17, tzinfo=UTC)
RESULTS = st.none() | st.sampled_from(DialResult)
OUTCOMES = st.none() | st.sampled_from(Outcome)


def leg(result: DialResult | None, outcome: Outcome | None = None, whose: str = "A") -> ToldLeg:
    return ToldLeg(whose, f"{whose}-dc", "s54", NOON, result, outcome)


@pytest.mark.parametrize("result", [None, *DialResult])
@pytest.mark.parametrize(
    ("outcome", "came"),
    [
        (Outcome.SPOKE, CameOf.REACHED),
        (Outcome.MESSAGE, CameOf.MESSAGE),
        (Outcome.NOT_THROUGH, CameOf.NOT_THROUGH),
    ],
)
def test_the_callers_word_counts_whatever_the_carrier_says(
    result: DialResult | None, outcome: Outcome, came: CameOf
) -> None:
    assert came_of(leg(result, outcome)) is came


@pytest.mark.parametrize(
    ("result", "came"),
    [
        (None, CameOf.NOT_SAID),
        (DialResult.UNKNOWN, CameOf.NOT_SAID),
        (DialResult.COMPLETED, CameOf.NOT_SAID),
        (DialResult.BUSY, CameOf.BUSY),
        (DialResult.NO_ANSWER, CameOf.NO_ANSWER),
        (DialResult.FAILED, CameOf.NOT_THROUGH),
        (DialResult.CANCELED, CameOf.NOT_THROUGH),
    ],
)
def test_without_it_the_carriers_word_counts(result: DialResult | None, came: CameOf) -> None:
    assert came_of(leg(result)) is came


@given(st.lists(st.tuples(RESULTS, OUTCOMES, st.sampled_from("ABC"))))
def test_every_leg_is_counted_exactly_once_by_whatever_they_are_counted(
    told: list[tuple[DialResult | None, Outcome | None, str]],
) -> None:
    legs = [leg(*one) for one in told]
    by_senator = tally(legs, lambda one: one.bioguide)
    assert {key: count.total() for key, count in by_senator.items()} == Counter(
        one.bioguide for one in legs
    )
    together = tally(legs, lambda one: one.campaign)
    assert sum(by_senator.values(), Counter()) == sum(together.values(), Counter())
