"""What calls teach about a number is kept, fades, and never goes below nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.line import LineSign, LineState, line_from_json

NOON = datetime(2026, 11, 24, 17, tzinfo=UTC)
WEIGHTS = ("reached", "missed", "answered", "refused", "unserved")
NEWS = st.tuples(
    st.sampled_from(LineSign),
    st.floats(-10, 10_000),
    st.integers(-2, 12),
    st.integers(-90_000, 90_000),
)


def after(*signs: LineSign, ours: int = 1, seconds: float = 90) -> LineState:
    state = LineState(NOON)
    for sign in signs:
        state = state.after(sign, seconds, ours, NOON)
    return state


def test_a_person_counts_for_the_number_and_a_refusal_against_it() -> None:
    state = after(LineSign.ANSWERED, LineSign.SPOKE, LineSign.BUSY, LineSign.NO_ANSWER)
    assert (state.answered, state.refused, state.missed) == (1, 2, 0)
    assert state.reached > 1
    assert state.refused_at == NOON


def test_a_short_answer_is_taken_for_a_machine_and_a_long_one_for_a_person() -> None:
    short, long = after(LineSign.ANSWERED, seconds=8), after(LineSign.ANSWERED, seconds=90)
    assert short.reached == 0 < short.missed
    assert long.missed == 0 < long.reached < after(LineSign.SPOKE).reached


def test_a_busy_signal_tells_how_many_of_ours_did_not_fit() -> None:
    room = after(*[LineSign.BUSY] * 6, ours=3).room
    assert room is not None
    assert 2 <= room < 2.2
    assert after(*[LineSign.BUSY] * 6, ours=1).room == pytest.approx(1, abs=0.2)


@pytest.mark.parametrize("sign", [LineSign.NO_ANSWER, LineSign.FAILED])
def test_a_number_that_nothing_answers_is_soon_tried_by_one_call_at_a_time(sign: LineSign) -> None:
    room = after(*[sign] * 4).room
    assert room is not None
    assert room < 2


def test_calls_that_fit_win_room_back() -> None:
    tight = after(*[LineSign.BUSY] * 6, ours=2)
    for _ in range(12):
        tight = tight.after(LineSign.ANSWERED, 60, 2, NOON)
    assert tight.room is not None
    assert tight.room >= 2


def test_callers_served_by_nobody_fill_the_mailbox_and_a_message_empties_it() -> None:
    full = after(LineSign.NOT_THROUGH, LineSign.NOT_THROUGH)
    assert full.mailbox_full(NOON)
    assert not full.mailbox_full(NOON + timedelta(hours=5))
    assert not full.after(LineSign.MESSAGE, 0, 1, NOON).mailbox_full(NOON)


def test_bad_news_is_forgotten() -> None:
    bad = after(*[LineSign.BUSY] * 9)
    later = bad.faded(NOON + timedelta(hours=4))
    assert later.refused < 0.01
    assert later.room is not None
    assert later.room > 7


def test_a_state_from_the_future_counts_as_one_of_now() -> None:
    state = LineState(NOON + timedelta(days=3)).after(LineSign.BUSY, 0, 1, NOON)
    assert state.at == state.refused_at == NOON


@given(st.lists(NEWS, max_size=30))
def test_no_order_of_news_raises_or_goes_below_nothing(news: list[tuple]) -> None:
    state = LineState(NOON)
    for sign, seconds, ours, offset in news:
        state = state.after(sign, seconds, ours, NOON + timedelta(seconds=offset))
        assert min(getattr(state, weight) for weight in WEIGHTS) >= 0
        assert state.room is None or 1 <= state.room <= 8
        assert line_from_json(state.as_json()) == state


@given(st.lists(NEWS, max_size=12), st.integers(0, 90_000), st.integers(0, 90_000))
def test_weights_only_fade(news: list[tuple], one: int, more: int) -> None:
    state = LineState(NOON)
    for sign, seconds, ours, offset in news:
        state = state.after(sign, seconds, ours, NOON + timedelta(seconds=offset))
    soon = state.faded(NOON + timedelta(seconds=one))
    late = state.faded(NOON + timedelta(seconds=one + more))
    for weight in WEIGHTS[:-1]:
        assert getattr(late, weight) <= getattr(soon, weight) <= getattr(state, weight)


@pytest.mark.parametrize(
    "kept",
    [{}, {"at": "x"}, {"at": 1}, {**LineState(NOON).as_json(), "reached": float("nan")},
     {**LineState(NOON).as_json(), "at": 1e300}, {**LineState(NOON).as_json(), "missed": -1}],
)  # fmt: skip
def test_what_is_no_state_is_dropped(kept: dict[str, float | None]) -> None:
    assert line_from_json(kept) is None
