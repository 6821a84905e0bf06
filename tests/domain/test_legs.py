"""One senator's offices, one after the other: at most three dials, then an offer."""

from dataclasses import replace
from datetime import time

import pytest

from service.domain.call_effects import Decided, LegBegun, LegEnded
from service.domain.callflow import At, Happened, Sign
from service.domain.callflow_rules import advance
from service.domain.leg_result import DialResult
from service.domain.legs import MAX_DIALS
from service.domain.office_hours import weekdays
from service.domain.routing import Choice, insist
from tests.domain.worlds import (
    AFTERNOON,
    NIGHT,
    SATURDAY,
    WEEKDAY,
    Caller,
    call_world,
    dial_in,
    directory_of,
    office,
    ring_back,
    senator,
)

ANN = senator("ann", 1, office("ann-dc"), office("barre"), office("stowe"), office("rutland"))
BEA = senator("bea", 3, office("bea-dc"))
FAR = senator("far", 3, office("juneau", zone="America/Juneau"))
NAMES = ("ann-dc", "barre", "stowe")


def on_a_leg(**changes: object) -> Caller:
    """On the first leg to the first senator."""
    caller = Caller(dial_in(state="VT", **changes), call_world(directory=directory_of(ANN, BEA)))
    caller.press("1", "1")
    return caller


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("busy", "That line is busy. We will try the office in Barre."),
        ("no-answer", "Nobody picked up. We will try the office in Barre."),
        ("failed", "Nobody picked up. We will try the office in Barre."),
        ("canceled", "Nobody picked up. We will try the office in Barre."),
    ],
)
def test_a_leg_that_fails_goes_on_to_the_next_office(status: str, words: str) -> None:
    caller = on_a_leg()
    step = caller.turn.state.leg
    assert caller.leg(status, 9) == words
    assert caller.dialed == "barre"
    assert LegEnded(step, status, 9) in caller.turn.effects


def test_a_leg_that_was_answered_leads_to_the_outcome() -> None:
    assert "How did it go?" in on_a_leg().leg("completed")


def test_a_senator_is_dialed_three_times_at_most() -> None:
    caller = on_a_leg()
    dialed = [caller.dialed]
    while caller.leg("busy") and caller.at is At.LEG:
        dialed.append(caller.dialed)
    assert dialed == [*NAMES]
    assert len(dialed) == MAX_DIALS
    assert caller.at is At.OFFER
    assert "None of the lines" in caller.heard


def test_a_single_line_is_spoken_of_as_one() -> None:
    caller = Caller(dial_in(state="VT"), call_world(directory=directory_of(BEA)))
    caller.press("1", "1")
    assert "The line we tried for Senator bea is not free." in caller.leg("busy")


def offered() -> Caller:
    """After three busy lines."""
    caller = on_a_leg()
    for _ in NAMES:
        caller.leg("busy")
    return caller


def test_a_caller_may_have_washington_all_the_same_but_once() -> None:
    caller = offered()
    caller.press("1")
    assert caller.dialed == "ann-dc"
    caller.leg("busy")
    assert "We could not reach Senator ann this time." in caller.heard
    assert caller.turn.state.targets == ("bea",)


def test_silence_at_the_offer_moves_on() -> None:
    caller = offered()
    assert "Ann bea" in caller.wait()
    assert caller.turn.state.tried == ()


def test_closed_offices_are_told_apart_from_busy_ones() -> None:
    caller = Caller(dial_in(state="VT"), call_world(directory=directory_of(ANN), now=NIGHT))
    heard = caller.press("1")
    assert "The offices of Senator Ann ann are closed right now." in heard
    assert "opens first, on Wednesday at 9:00 AM" in heard
    assert "None of the lines" not in heard


def test_closed_offices_are_said_to_open_when_they_do() -> None:
    late = senator("ann", 1, office("ann-dc", rules=[weekdays(time(10, 30), time(16))]))
    caller = Caller(dial_in(state="VT"), call_world(directory=directory_of(late), now=NIGHT))
    assert "opens first, on Wednesday at 10:30 AM, Eastern time" in caller.press("1")


def test_what_to_say_to_a_closed_office_is_told_to_whoever_leaves_a_message() -> None:
    caller = Caller(dial_in(state="VT"), call_world(directory=directory_of(ANN), now=SATURDAY))
    assert "Then say:" not in caller.press("1")
    assert "Then say:" in caller.press("1")
    caller.wait()
    assert caller.dialed == "ann-dc"


def test_what_to_say_is_not_said_twice_where_offices_closed_meanwhile() -> None:
    caller = Caller(dial_in(state="VT"), call_world(directory=directory_of(ANN)))
    assert "Then say:" in caller.press("1")
    caller.press("1", now=NIGHT)
    caller.press("1")
    assert caller.dialed == "ann-dc"


def test_a_senator_without_a_washington_office_is_passed_over_in_words() -> None:
    caller = Caller(
        dial_in(state="VT"), call_world(directory=directory_of(FAR, ANN), now=AFTERNOON)
    )
    caller.press("1", "1")
    caller.leg("completed")
    assert "Ann far" in caller.wait()
    assert "We could not reach Senator far" in caller.wait(now=NIGHT)
    assert caller.at is At.OVER
    assert caller.decided[caller.turn.state.step] is None


def test_one_who_is_closed_without_a_washington_office_is_passed_over_at_once() -> None:
    caller = Caller(dial_in(state="VT"), call_world(directory=directory_of(FAR), now=SATURDAY))
    heard = caller.press("1")
    assert "will be connected" not in heard
    assert "This time you did not get through to Senator far." in heard
    assert "the one in Juneau, on Monday at 1:00 PM, Eastern time" in heard


def test_a_number_that_both_senators_share_is_dialed_for_each() -> None:
    shared = "+18025550199"
    one, two = senator("one", 1, office("a", shared)), senator("two", 3, office("b", shared))
    caller = Caller(dial_in(state="VT"), call_world(directory=directory_of(one, two)))
    caller.press("1", "1")
    caller.leg("completed")
    caller.press("1", "1")
    assert caller.dialed == "b"


def test_a_leg_is_recorded_with_its_step_its_target_and_the_reason() -> None:
    caller = on_a_leg()
    step = caller.turn.state.step
    choice = Choice(ANN.offices[0], "DC office, open")
    assert caller.turn.effects == (Decided(step, choice), LegBegun(step, "ann", choice))


@pytest.mark.parametrize(("own_id", "shown"), [(True, True), (False, False)])
def test_a_dial_in_caller_shows_their_number_if_they_may(own_id: bool, shown: bool) -> None:
    connect = on_a_leg(own_id=own_id).turn.connect
    assert connect is not None
    assert connect.own_id is shown


def test_a_call_of_ours_never_shows_the_callers_number() -> None:
    caller = Caller(ring_back(own_id=True), call_world(directory=directory_of(ANN, BEA)))
    caller.press("1", "1")
    assert caller.turn.connect is not None
    assert not caller.turn.connect.own_id


def test_a_repeat_hears_the_office_that_was_chosen_when_it_was_open() -> None:
    caller = Caller(dial_in(state="VT"), call_world(directory=directory_of(ANN, BEA)))
    caller.press("1")
    before = caller.turn.state
    first = caller.happens(Happened(Sign.KEYS, keys="1"))
    late = replace(caller.world, now=NIGHT, decided=caller.decided)
    assert advance(before, Happened(Sign.KEYS, keys="1"), late) == first


@pytest.mark.parametrize(
    "kept", [Choice(BEA.offices[0], "kept"), Choice(ANN.offices[0], "kept")], ids=["other", "tried"]
)
def test_a_choice_kept_for_another_step_of_the_same_number_is_not_used(kept: Choice) -> None:
    caller = on_a_leg()
    world = replace(caller.world, decided={caller.turn.state.step + 1: kept}, now=WEEKDAY)
    turn = advance(caller.turn.state, Happened(Sign.DIALED, dial_status=DialResult.BUSY), world)
    assert turn.connect is not None
    assert turn.connect.choice.office.id == "barre"


def test_a_kept_choice_makes_no_fourth_dial() -> None:
    caller = on_a_leg()
    caller.leg("busy")
    caller.leg("busy")
    fourth = {caller.turn.state.step + 1: Choice(ANN.offices[3], "kept")}
    world = replace(caller.world, decided=fourth)
    turn = advance(caller.turn.state, Happened(Sign.DIALED, dial_status=DialResult.BUSY), world)
    assert turn.state.at is At.OFFER


@pytest.mark.parametrize("happened", [Happened(Sign.SILENCE), Happened(Sign.KEYS, keys="1")])
def test_a_leg_whose_result_never_came_is_over_all_the_same(happened: Happened) -> None:
    caller = on_a_leg()
    caller.happens(happened)
    assert caller.dialed == "barre"


USED_UP = frozenset({"ann"})


def test_a_senator_dialed_enough_today_is_left_amid_their_offices() -> None:
    caller = on_a_leg()
    assert "could not reach Senator ann" in caller.leg("busy", enough=USED_UP)
    assert caller.turn.state.targets == ("bea",)


def test_a_repeated_webhook_dials_what_it_dialed_though_that_was_the_last() -> None:
    caller = on_a_leg()
    before = caller.turn.state
    caller.leg("busy")
    (decided,) = [one for one in caller.turn.effects if isinstance(one, Decided)]
    world = replace(caller.world, enough=USED_UP, decided={decided.step: decided.choice})
    again = advance(before, Happened(Sign.DIALED, dial_status=DialResult.BUSY), world)
    assert again == caller.turn


def test_nobody_insists_on_a_senator_dialed_enough_today() -> None:
    caller = on_a_leg()
    caller.leg("busy", now=NIGHT)
    assert caller.at is At.OFFER
    before = caller.turn.state
    caller.press("1", now=NIGHT, enough=USED_UP)
    assert (caller.dialed, caller.turn.state.targets) == (None, ("bea",))
    world = replace(caller.world, now=NIGHT, enough=USED_UP, decided={before.step + 1: insist(ANN)})
    assert advance(before, Happened(Sign.KEYS, "1"), world).connect
