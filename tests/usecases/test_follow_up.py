"""The text after a call: once, and never to somebody who did not want it."""

import pytest

from service.adapters.sql.tables import MESSAGES
from service.domain.callflow import At
from service.domain.phone import NOBODY
from service.domain.records import CallStatus
from service.ports.carrier import Refused
from tests.twins.house import LONDONER, TEXAN, VERMONTER, House
from tests.twins.phone_call import PhoneCall, RungCall, dialed_in
from tests.twins.waiting import to_the_offer


def patched_through(house: House) -> RungCall:
    call = house.ring()
    call.answer()
    call.press("1")
    call.through_the_senate()
    return call


def test_it_tells_the_result_and_the_next_step(house: House) -> None:
    patched_through(house)
    house.work()
    text, question = house.carrier.texts
    assert text.to == question.to == VERMONTER.e164
    assert text.body.count("You spoke with the office of Sen.") == 2
    assert "Next step" in text.body
    assert "Reply STOP" not in text.body
    assert "Reply JOIN to agree" in question.body


def test_the_question_for_alerts_comes_with_the_first_text_alone(house: House) -> None:
    for _ in range(2):
        patched_through(house)
        house.work()
        house.clock.move(hours=3)
    assert ["JOIN" in text.body for text in house.carrier.texts] == [False, True, False]


def test_whoever_reached_nobody_is_asked_to_call_again_and_nothing_else(house: House) -> None:
    call = house.ring()
    call.answer()
    call.press("1")
    while call.turn.state.at is not At.OVER:
        if call.turn.connect:
            call.dialed("busy")
        else:
            call.silent()
    house.work()
    (text,) = house.carrier.texts
    assert "reply CALL and we try again" in text.body


@pytest.mark.parametrize("body", ["S54 03579", "S54 00000"])
def test_the_question_waits_while_another_is_open(house: House, body: str) -> None:
    call = house.ring()
    call.answer()
    call.press("1")
    house.text(body)
    call.through_the_senate()
    house.work()
    assert len(house.carrier.texts) == 1


def test_a_yes_to_the_question_is_confirmed(house: House) -> None:
    patched_through(house)
    house.work()
    assert "you will get our alerts" in (house.text("Yes") or "")
    assert "ringing you now" in (house.text("CALL") or "")


def test_it_comes_once_a_call_however_often_the_end_is_told(house: House) -> None:
    call = patched_through(house)
    call.ends(CallStatus.COMPLETED)
    call.ends(CallStatus.COMPLETED, sequence=4)
    call.hang_up()
    house.sweep()
    house.work()
    assert len(house.carrier.texts) == 2


def test_whoever_hangs_up_after_a_leg_gets_it_too(house: House) -> None:
    call = house.ring()
    call.answer()
    call.press("1")
    call.press("1")
    call.dialed()
    call.ends(CallStatus.COMPLETED)
    house.work()
    assert "You called the office of" in house.carrier.texts[0].body


def test_whoever_was_connected_to_nobody_gets_none(house: House) -> None:
    call = house.ring()
    call.answer()
    call.press("1")
    call.hang_up()
    call.ends(CallStatus.COMPLETED)
    house.work()
    assert house.carrier.texts == []


def through(house: House, call: PhoneCall) -> PhoneCall:
    call.dial_in()
    call.press("1")
    call.press("05401")
    call.through_the_senate()
    return call


def test_a_stranger_gets_it_by_pressing_one_and_is_told_how_to_stop(house: House) -> None:
    through(house, PhoneCall(house, TEXAN, "CA-1")).press("1")
    house.work()
    text, question = house.carrier.texts
    assert text.to == question.to == TEXAN.e164
    assert "Reply STOP to stop" in text.body
    assert "Reply JOIN to agree" in question.body
    assert house.supporters[0].greeted
    assert house.supporters[0].state == "VT"


def test_a_stranger_who_does_not_ask_is_not_remembered(house: House) -> None:
    through(house, PhoneCall(house, TEXAN, "CA-1")).silent()
    house.work()
    assert house.carrier.texts == []
    assert house.supporters == []


def test_callers_who_cannot_be_texted_are_not_offered_it(house: House) -> None:
    for sid, caller in (("CA-1", NOBODY), ("CA-2", LONDONER)):
        call = through(house, PhoneCall(house, caller, sid))
        assert call.turn.ask is None
        call.press("1")
    house.work()
    assert house.carrier.texts == []


def test_whoever_said_stop_is_not_offered_it(house: House) -> None:
    house.text("STOP", TEXAN)
    call = through(house, PhoneCall(house, TEXAN, "CA-1"))
    assert call.turn.ask is None


def test_whoever_is_forgotten_during_a_call_is_not_remembered_by_it(house: House) -> None:
    call = house.ring()
    call.answer()
    call.press("1")
    house.text("FORGET")
    call.through_the_senate()
    call.ends(CallStatus.COMPLETED)
    house.work()
    assert house.supporters == []
    assert house.carrier.texts == []


def test_a_dial_in_caller_who_is_forgotten_during_the_call_is_not_remembered(
    house: House,
) -> None:
    house.text("S54 05401")
    call = PhoneCall(house, VERMONTER, "CA-1")
    call.dial_in()
    call.press("1")
    house.text("FORGET")
    call.through_the_senate()
    house.work()
    assert house.supporters == []
    assert house.carrier.texts == []


def test_an_opt_out_that_only_the_carrier_knew_counts_as_said(house: House) -> None:
    patched_through(house)
    house.carrier.answers = [Refused(21610)]
    house.work()
    assert house.supporters[0].stage == "stopped"
    assert house.statuses(MESSAGES) == ["failed", "canceled"]
    house.text("S54")
    house.work()
    assert house.statuses() == [CallStatus.COMPLETED]


def at_the_last_outcome(house: House) -> RungCall:
    call = house.ring()
    call.answer()
    for press in ("1", "1"):
        call.press(press)
    call.dialed()
    for press in ("1", "1"):
        call.press(press)
    call.dialed()
    return call


@pytest.mark.parametrize("body", ["STOP", "alto", "FORGET"])
def test_no_text_is_promised_to_whoever_said_stop_during_the_call(house: House, body: str) -> None:
    call = at_the_last_outcome(house)
    house.text(body)
    call.press("1")
    assert "Your text is on its way" not in call.said
    assert "Goodbye" in call.said
    assert house.messages == []


def test_no_text_is_offered_to_whoever_said_stop_during_the_call(house: House) -> None:
    call = dialed_in(house)
    for keys in ("1", "1"):
        call.press("1")
        call.dialed()
        if keys == "1" and len(house.legs) == 2:
            house.text("STOP")
        call.press(keys)
    assert "To get a text" not in call.said
    assert call.turn.state.at is At.OVER


def test_a_stop_after_the_offer_is_no_wish_for_a_text(house: House) -> None:
    call = dialed_in(house)
    call.through_the_senate()
    assert "To get a text" in call.said
    house.text("STOP")
    assert "Your text is on its way" not in " ".join(s.words for s in call.press("1").say)
    assert house.messages == []


def test_a_ring_whose_time_has_come_is_promised_for_the_next_free_line(house: House) -> None:
    house.text("S54 05401")
    house.text("3PM")
    house.clock.move(hours=4, minutes=10)
    to_the_offer(dialed_in(house)).hang_up()
    house.work()
    assert "Next step: we ring you when a line is free." in house.carrier.texts[-1].body


def test_at_the_weekend_the_text_says_when_the_offices_open(house: House) -> None:
    house.clock.move(days=4)  # from a Tuesday to a Saturday
    call = house.ring()
    call.answer()
    call.press("1")
    call.silent()
    call.silent()
    house.work()
    (text,) = house.carrier.texts
    assert "Sen. Welch and Sen. Sanders are closed; the first opens Monday at 9:00 AM" in text.body
