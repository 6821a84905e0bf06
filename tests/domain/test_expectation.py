"""What a place in line will take, told from how the line moved, or not at all."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.expectation import expected_minutes
from tests.domain.worlds import WEEKDAY


def every(minutes: float, times: int) -> list[datetime]:
    return [WEEKDAY - timedelta(minutes=minutes * n) for n in range(1, times + 1)]


@pytest.mark.parametrize(
    ("place", "minutes", "told"), [(1, 2, 5), (5, 2, 10), (6, 2, 15), (10, 4, 40), (40, 4, 160)]
)
def test_it_is_the_place_times_the_pace_in_steps_of_five(
    place: int, minutes: float, told: int
) -> None:
    assert expected_minutes(place, every(minutes, 10), WEEKDAY) == told


def test_a_line_that_hardly_moved_tells_nothing() -> None:
    assert expected_minutes(1, every(1, 2), WEEKDAY) is None
    assert expected_minutes(1, every(40, 5), WEEKDAY) is None


def test_rings_after_a_clock_was_set_back_are_not_counted() -> None:
    future = [WEEKDAY + timedelta(hours=n) for n in range(1, 9)]
    assert expected_minutes(1, future, WEEKDAY) is None


@given(
    place=st.integers(1, 10**4),
    ago=st.lists(st.integers(-(10**4), 10**4), max_size=40),
)
def test_it_is_never_less_than_five_minutes(place: int, ago: list[int]) -> None:
    minutes = expected_minutes(place, [WEEKDAY - timedelta(seconds=s) for s in ago], WEEKDAY)
    assert minutes is None or (minutes >= 5 and minutes % 5 == 0)
