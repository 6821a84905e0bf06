"""Where nobody can answer, 2 is a ring for later: offered, promised and told truly."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from service.domain.call_effects import Decided, Ended, FollowUp, RingAsked
from service.domain.callflow import At
from service.domain.line import LineState
from service.domain.routing import LineView
from service.domain.waiting import Wait, WaitKind
from service.domain.whereabouts import Whereabouts
from service.domain.words import Language
from tests.domain.worlds import (
    NIGHT,
    WEEKDAY,
    Caller,
    call_world,
    campaigns,
    dial_in,
    directory_of,
    office,
    ring_back,
    senator,
)

ANN = senator("ann", 1, office("ann-dc"))
BEA = senator("bea", 3, office("bea-dc"))
THERE = Whereabouts(("America/New_York",), "VT")
WORLD = call_world(directory=directory_of(ANN, BEA), there=THERE)
WAIT = Wait(7, 1, WaitKind.LINE, ("ann",), "s54", "r", Language.EN, "VT", "+12025550154", WEEKDAY)


def at_offer(**world: object) -> Caller:
    """A caller whose first senator's only line is busy, or closed if it is night."""
    caller = Caller(dial_in(state="VT"), replace(WORLD, **world))
    caller.press("1")
    if caller.at is At.SCRIPT:
        caller.press("1")
        caller.leg("busy")
    assert caller.at is At.OFFER
    return caller


def asked(caller: Caller) -> RingAsked:
    (effect,) = [one for one in caller.turn.effects if isinstance(one, RingAsked)]
    return effect


def test_busy_lines_are_offered_a_place_in_line() -> None:
    caller = at_offer()
    assert "keep your place in line, press 2" in caller.heard
    assert caller.heard.endswith("To move on, stay on the line.")
    caller.press("2")
    effect = asked(caller)
    assert (effect.target, effect.due) == ("ann", None)
    assert "may text you" in effect.wording
    assert caller.turn.state.targets == ("bea",)


def test_closed_offices_are_offered_a_ring_when_they_open() -> None:
    caller = at_offer(now=NIGHT)
    assert "on Wednesday at 9:00 AM Eastern time, press 2" in caller.heard
    caller.press("2")
    assert asked(caller).due == datetime(2026, 11, 25, 14, tzinfo=UTC)
    assert "Done. We call you on Wednesday at 9:00 AM Eastern time" in caller.heard


def test_a_caller_far_west_is_promised_a_ring_in_their_own_morning() -> None:
    caller = at_offer(now=NIGHT, there=Whereabouts(("Pacific/Honolulu",), "HI"))
    assert "on Wednesday at 8:00 AM Hawaii time" in caller.press("2")


@pytest.mark.parametrize("now", [WEEKDAY, NIGHT])
def test_who_cannot_be_rung_is_offered_washington_alone(now: datetime) -> None:
    caller = at_offer(there=None, now=now)
    assert "press 1" in caller.heard
    assert "press 2" not in caller.heard
    assert "did not get that" in caller.press("2")
    assert caller.at is At.OFFER


def test_a_senator_who_never_opens_at_their_hours_is_no_promise() -> None:
    asleep = replace(campaigns().default, ring_hours=(time(20), time(21)))
    caller = at_offer(now=NIGHT, campaign=asleep)
    assert "press 2" not in caller.heard


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (None, "We cannot say yet how long it takes"),
        (20, "in about 20 minutes"),
        (60, "in about 60 minutes"),
        (65, "more than an hour"),
    ],
)
def test_the_wait_is_told_as_far_as_it_is_known(minutes: int | None, told: str) -> None:
    caller = at_offer(minutes=minutes)
    assert told in caller.press("2")
    assert asked(caller).minutes == minutes


@pytest.mark.parametrize("now", [WEEKDAY, NIGHT])
def test_a_mailbox_that_seems_full_is_told_before_anybody_chooses_it(now: datetime) -> None:
    full = LineState(now, unserved=9.0)
    caller = at_offer(now=now, lines=LineView(states={ANN.offices[0].phone: full}))
    assert "its mailbox seems to be full" in caller.heard
    assert "leave a message" not in caller.heard
    caller.press("1")
    assert caller.at in {At.SCRIPT, At.LEG}


def test_one_ring_is_enough_for_both_senators() -> None:
    caller = at_offer(now=NIGHT)
    caller.press("2")
    assert "In the same call we connect you to the office of Senator bea" in caller.press("2")
    assert caller.turn.state.awaited == ("ann", "bea")


def test_who_waits_for_one_already_hears_that_the_ring_is_for_both() -> None:
    caller = at_offer(wait=replace(WAIT, targets=("bea",)))
    assert "In the same call" in caller.press("2")


def test_who_waits_for_this_one_already_keeps_the_place() -> None:
    caller = at_offer(wait=WAIT, minutes=10)
    assert "in about 10 minutes" in caller.press("2")


def test_whoever_is_to_be_rung_is_thanked_texted_and_not_told_to_call_again() -> None:
    caller = at_offer()
    caller.press("2", "1")
    caller.leg("busy")
    caller.press("2")
    assert "We call you as promised" in caller.heard
    assert "did not get through" not in caller.heard
    assert "again later" not in caller.heard
    assert [type(one) for one in caller.turn.effects] == [RingAsked, FollowUp, Ended]


def test_whom_they_missed_is_told_beside_the_promise() -> None:
    caller = at_offer()
    caller.press("2", "1")
    caller.leg("busy")
    heard = caller.wait()
    assert "you did not get through to Senator bea" in heard
    assert "We call you as promised" in heard


def test_a_hang_up_after_the_promise_is_followed_by_the_text_that_confirms_it() -> None:
    caller = at_offer()
    caller.press("2")
    assert caller.hang_up().effects == (FollowUp(), Ended())


def test_no_text_follows_for_who_may_not_be_texted() -> None:
    caller = at_offer()
    caller.press("2")
    caller.press("1", textless=True)
    caller.leg("busy")
    caller.press("2")
    assert FollowUp() not in caller.turn.effects


def test_a_ring_for_one_senator_says_why_it_comes_and_calls_no_other() -> None:
    caller = Caller(ring_back(targets=("bea",)), WORLD)
    assert "You asked us to call when your Senate office could be reached" in caller.heard
    caller.press("1")
    assert "Ann bea" in caller.heard
    caller.press("1")
    assert caller.dialed == "bea-dc"
    caller.leg("completed")
    caller.press("1")
    assert caller.at is At.OVER


def test_a_ring_for_a_senator_who_has_left_says_so() -> None:
    caller = Caller(ring_back(targets=("gone",)), WORLD)
    assert "vacant" in caller.press("1")
    assert caller.at is At.OVER


def test_a_line_busy_again_is_offered_anew() -> None:
    caller = Caller(ring_back(targets=("ann",)), WORLD)
    caller.press("1", "1")
    caller.leg("busy")
    assert "press 2" in caller.heard
    caller.press("2")
    assert asked(caller).target == "ann"


def test_the_promise_is_no_decision_of_the_router() -> None:
    caller = at_offer()
    caller.press("2")
    assert not [one for one in caller.turn.effects if isinstance(one, Decided)]
