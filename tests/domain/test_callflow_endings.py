"""However a call ends: with a text or without, by a hang-up, or because nobody is left to call."""

from dataclasses import replace

import pytest

from service.domain.call_effects import Ended, FollowUp, LegEnded
from service.domain.callflow import At
from tests.domain.worlds import (
    NIGHT,
    SATURDAY,
    Caller,
    call_world,
    dial_in,
    directory_of,
    office,
    ring_back,
    senator,
)

ANN = senator("ann", 1, office("ann-dc"), office("barre"), office("stowe"), office("rutland"))
BEA = senator("bea", 3, office("bea-dc"), office("dover"))
BOTH = call_world(directory=directory_of(ANN, BEA))


def vermonter(**changes: object) -> Caller:
    """A dial-in caller whose state is known, in front of the first senator."""
    caller = Caller(dial_in(state="VT", **changes), BOTH)
    caller.press("1")
    return caller


def asked_outcome(**changes: object) -> Caller:
    """Past the first leg."""
    caller = vermonter(**changes)
    caller.press("1")
    caller.leg("completed", 61)
    return caller


def after_both(**changes: object) -> Caller:
    """Past the second outcome."""
    caller = asked_outcome(**changes)
    caller.press("1", "1")
    caller.leg("completed")
    caller.press("1")
    return caller


def test_whoever_texted_first_gets_the_text_unasked() -> None:
    caller = after_both(texts=True, textable=True)
    assert "Your text is on its way" in caller.heard
    assert caller.turn.effects[-2:] == (FollowUp(), Ended())


def test_others_get_it_for_a_key() -> None:
    caller = after_both(textable=True)
    assert caller.at is At.TEXT_OFFER
    assert "Thank you for speaking up" in caller.heard
    caller.press("1")
    assert caller.turn.effects == (FollowUp(), Ended())


def test_silence_is_no_wish_for_a_text() -> None:
    caller = after_both(textable=True)
    caller.wait()
    assert caller.turn.effects == (Ended(),)


def test_who_cannot_be_texted_is_offered_none() -> None:
    caller = after_both()
    assert caller.at is At.OVER
    assert "text" not in caller.heard


@pytest.mark.parametrize("status", ["completed", "no-answer", ""])
def test_a_hang_up_during_a_leg_keeps_its_result(status: str) -> None:
    caller = vermonter(texts=True)
    caller.press("1")
    turn = caller.hang_up(status)
    ended = (LegEnded(turn.state.leg, status, 0),) if status else ()
    assert turn.effects == (*ended, FollowUp(), Ended())


def test_a_hang_up_before_any_leg_leaves_nothing_to_text() -> None:
    assert vermonter(texts=True).hang_up().effects == (Ended(),)


def test_a_hang_up_after_goodbye_repeats_no_text() -> None:
    caller = after_both(texts=True)
    assert FollowUp() not in caller.hang_up().effects


def test_a_vacant_seat_is_said_and_the_other_senator_is_called() -> None:
    caller = Caller(dial_in(state="VT"), call_world(directory=directory_of(BEA)))
    heard = caller.press("1")
    assert "One of the two Senate seats for Vermont is vacant" in heard
    assert "Ann bea" in heard


def test_two_vacant_seats_end_the_call_in_words() -> None:
    caller = Caller(dial_in(state="VT"), call_world(directory=directory_of()))
    assert "Both Senate seats for Vermont are vacant" in caller.press("1")
    assert caller.at is At.OVER


def test_a_senator_who_leaves_during_the_call_is_passed_over() -> None:
    caller = vermonter()
    caller.press("1", directory=directory_of(BEA))
    assert caller.at is At.SCRIPT
    assert "Ann bea" in caller.heard
    caller.press("1", directory=directory_of())
    assert caller.at is At.OVER


def test_a_senator_who_leaves_before_their_turn_is_said_to_be_gone() -> None:
    caller = asked_outcome()
    assert "is vacant" in caller.press("1", directory=directory_of(ANN))
    assert caller.at is At.OVER


def test_a_senator_reached_enough_today_is_passed_over_in_words() -> None:
    caller = Caller(ring_back(), call_world(directory=directory_of(ANN, BEA)))
    heard = caller.press("1", enough=frozenset({"ann"}))
    assert "several times today" in heard
    assert caller.turn.state.targets == ("bea",)


def test_a_stray_dial_result_repeats_the_open_question() -> None:
    caller = vermonter()
    caller.leg("busy")
    assert caller.at is At.SCRIPT
    assert caller.turn.effects == ()


def test_wrong_keys_at_one_question_are_forgotten_at_the_next() -> None:
    caller = asked_outcome()
    caller.press("9", "9", "1")
    assert caller.turn.state.asked == 1
    caller.press("9", "9")
    assert caller.at is At.SCRIPT
    assert "can take your call right now" in caller.press("1", now=NIGHT)
    caller.press("9", "9")
    assert caller.at is At.OFFER


def test_whoever_reached_nobody_hears_whom_they_missed_and_when_to_try_again() -> None:
    caller = Caller(dial_in(state="VT"), replace(BOTH, now=SATURDAY))
    assert "will be connected" not in caller.press("1")
    heard = caller.wait(2)
    assert "This time you did not get through to Senator ann or Senator bea." in heard
    assert "the one in Washington, on Monday at 9:00 AM" in heard
    assert "Thank you for speaking up" not in heard


def test_busy_lines_are_worth_another_call_the_same_day() -> None:
    caller = vermonter()
    for _ in ("ann", "bea"):
        caller.press("1")
        while caller.at is At.LEG:
            caller.leg("busy")
        caller.wait()
    assert "did not get through to Senator ann or Senator bea. Please call" in caller.heard


def test_one_senator_reached_is_worth_the_thanks() -> None:
    caller = asked_outcome()
    caller.press("1", "1")
    caller.leg("completed")
    assert "Thank you for speaking up" in caller.press("3")
    assert "did not get through" not in caller.heard


def test_a_leg_that_was_answered_for_nothing_reached_nobody() -> None:
    caller = asked_outcome()
    caller.press("3", "1")
    caller.leg("completed")
    assert "did not get through to Senator ann or Senator bea" in caller.press("3")


def test_a_text_is_offered_to_whoever_found_everything_closed() -> None:
    caller = Caller(dial_in(state="VT", textable=True), replace(BOTH, now=SATURDAY))
    caller.press("1")
    caller.wait(2)
    assert caller.at is At.TEXT_OFFER
