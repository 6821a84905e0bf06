"""The pauses before the carrier is asked again."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from service.domain.backoff import FIRST, LONGEST, backoff


def test_the_pause_doubles_up_to_a_cap() -> None:
    pauses = [backoff(attempts, draw=1).total_seconds() for attempts in range(1, 9)]
    assert pauses == [5, 10, 20, 40, 80, 160, 300, 300]


def test_it_is_no_shorter_than_what_was_asked_for() -> None:
    assert backoff(1, 0.5, timedelta(seconds=60)) == timedelta(seconds=60)
    assert backoff(9, 1, timedelta(seconds=60)) == LONGEST


@given(st.integers(1, 10_000), st.floats(0, 1))
def test_half_of_it_is_left_to_chance(attempts: int, draw: float) -> None:
    pause, longest = backoff(attempts, draw), backoff(attempts, 1)
    assert longest / 2 <= pause <= longest
    assert timedelta(0) < pause <= LONGEST
    assert longest >= FIRST
