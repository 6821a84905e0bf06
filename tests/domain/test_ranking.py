"""Offices are ranked by what is known of their lines, within every cap."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from service.domain.hours import is_open
from service.domain.line import LineSign, LineState
from service.domain.routing import LineView, rank
from tests.domain.worlds import NIGHT, WEEKDAY, office, senator

NAMES = ("dc", "barre", "stowe", "keene")
ANN = senator("ann", 1, *map(office, NAMES), office("hilo", zone="Pacific/Honolulu"))
NUMBER = {one.id: one.phone for one in ANN.offices}
PERSON = (LineSign.ANSWERED, LineSign.SPOKE)
MAILBOX = (LineSign.ANSWERED, LineSign.MESSAGE)
LINE_NEWS = st.lists(
    st.tuples(st.sampled_from(LineSign), st.integers(0, 300), st.integers(0, 5),
              st.integers(-7200, 600)),
    max_size=8,
)  # fmt: skip


def heard(*signs: LineSign, ours: int = 1, ago: float = 300) -> LineState:
    at = WEEKDAY - timedelta(seconds=ago)
    state = LineState(at)
    for sign in signs:
        state = state.after(sign, 90, ours, at)
    return state


def view(**states: LineState) -> LineView:
    return LineView({NUMBER[name]: state for name, state in states.items()})


def first(seen: LineView, draw: float = 0.5) -> str:
    return rank(ANN, WEEKDAY, seen, draw)[0].office.id


def order(seen: LineView | None, draw: float = 0.5, *exclude: str) -> list[str]:
    return [one.office.id for one in rank(ANN, WEEKDAY, seen, draw, exclude)]


def test_without_news_of_lines_the_order_is_fixed() -> None:
    assert order(None) == list(NAMES)
    assert order(None, 0.1, NUMBER["dc"]) == list(NAMES[1:])


def test_offices_where_people_answer_come_first_and_busy_ones_last() -> None:
    seen = view(stowe=heard(*PERSON * 9), dc=heard(*[LineSign.BUSY] * 9))
    assert order(seen)[0] == "stowe"
    assert order(seen)[-1] == "dc"


def test_an_office_that_was_busy_is_tried_again_once_time_has_passed() -> None:
    good = heard(*PERSON * 4, *MAILBOX * 2)
    others = {name: good for name in NAMES if name != "dc"}
    bad = heard(*[LineSign.BUSY] * 6, ago=60)
    longer = heard(*[LineSign.BUSY] * 6, ago=7200)
    draws = [n / 50 for n in range(50)]
    assert all(first(view(dc=bad, **others), draw) != "dc" for draw in draws)
    tried = sum(first(view(dc=longer, **others), draw) == "dc" for draw in draws)
    assert 0 < tried < 50


def test_closed_and_excluded_offices_and_those_that_refused_just_now_are_not_dialed() -> None:
    seen = LineView(full=frozenset({NUMBER["dc"], NUMBER["stowe"]}))
    assert order(seen, 0.5, NUMBER["keene"]) == ["barre"]
    assert rank(ANN, NIGHT, LineView(), 0.5) == ()


def test_a_number_takes_no_more_of_ours_than_it_seems_to_or_than_may_be() -> None:
    seen = view(dc=heard(*[LineSign.BUSY] * 9, ours=2, ago=30))
    one_there = replace(seen, in_flight={NUMBER["dc"]: 1, NUMBER["barre"]: 2})
    assert set(order(one_there)) == {"barre", "stowe", "keene"}
    assert set(order(replace(one_there, most=2))) == {"stowe", "keene"}
    assert order(replace(one_there, most=0)) == []


def test_two_offices_behind_one_number_stand_once() -> None:
    both = senator("bea", 3, office("dover", "+18025550199"), office("keene", "+18025550199"))
    assert [one.office.id for one in rank(both, WEEKDAY, LineView(), 0.9)] == ["dover"]


def test_every_place_in_the_ranking_says_why() -> None:
    seen = replace(
        view(stowe=heard(LineSign.ANSWERED, LineSign.SPOKE, LineSign.BUSY)),
        in_flight={NUMBER["stowe"]: 1},
    )
    reasons = {one.office.id: one.reason for one in rank(ANN, WEEKDAY, seen, 0.5)}
    assert reasons["barre"] == "state office, open; no late news of it"
    assert "50% of late calls were answered, 100% by a person" in reasons["stowe"]
    assert "calls of ours there: 1" in reasons["stowe"]
    assert not any(number in " ".join(reasons.values()) for number in NUMBER.values())


@given(
    st.fixed_dictionaries(dict.fromkeys(NUMBER, LINE_NEWS)),
    st.fixed_dictionaries(dict.fromkeys(NUMBER, st.integers(0, 5))),
    st.sets(st.sampled_from(sorted(NUMBER))),
    st.sets(st.sampled_from(sorted(NUMBER))),
    st.integers(0, 5),
    st.floats(0, 1, exclude_max=True),
)
def test_every_office_that_may_be_dialed_is_ranked_once_within_its_caps(
    news: dict, ours: dict, full: set, exclude: set, most: int, draw: float
) -> None:
    states = {}
    for name, heard_of_it in news.items():
        state = LineState(WEEKDAY)
        for sign, seconds, there, offset in heard_of_it:
            state = state.after(sign, seconds, there, WEEKDAY + timedelta(seconds=offset))
        states[NUMBER[name]] = state
    seen = LineView(
        states,
        {NUMBER[name]: count for name, count in ours.items()},
        full=frozenset(NUMBER[name] for name in full),
        most=most,
    )
    gone = {NUMBER[name] for name in exclude}
    ranked = rank(ANN, WEEKDAY, seen, draw, gone)
    assert ranked == rank(ANN, WEEKDAY, seen, draw, gone)
    for choice in ranked:
        number = choice.office.phone
        room = states[number].faded(WEEKDAY).room
        assert seen.in_flight[number] < most
        assert room is None or seen.in_flight[number] < room
    may = [
        one.id
        for one in ANN.offices
        if is_open(one, WEEKDAY)
        and one.phone not in gone | seen.full
        and seen.in_flight[one.phone] < min(most, int(states[one.phone].faded(WEEKDAY).room or 9))
    ]
    assert sorted(one.office.id for one in ranked) == sorted(may)


def test_a_mailbox_that_always_answers_comes_after_people_who_are_often_busy() -> None:
    often_busy = heard(LineSign.BUSY, *PERSON, LineSign.BUSY, *PERSON, LineSign.BUSY, *PERSON)
    seen = view(dc=heard(*MAILBOX * 6), barre=often_busy)
    assert order(seen).index("barre") < order(seen).index("dc")


def test_a_state_from_the_future_neither_raises_nor_shuts_an_office_out() -> None:
    seen = view(dc=heard(*[LineSign.BUSY] * 5, ago=-9000), stowe=heard(*PERSON, ago=-9000))
    assert sorted(order(seen)) == sorted(NAMES)
