"""Nine on a call that we placed means stop, on every road and whatever is down."""

import pytest

from service.adapters.sql.tables import MESSAGES, SUPPRESSIONS
from service.domain.callflow import At
from service.domain.records import CallStatus
from tests.twins.house import OURS, VERMONTER, House
from tests.twins.phone_call import RungCall


def picked_up(house: House) -> RungCall:
    call = house.ring()
    call.answer()
    return call


def test_it_is_confirmed_and_nothing_comes_after_it(house: House) -> None:
    call = picked_up(house)
    call.press("9")
    assert "We will not call or text you again" in call.said
    assert call.turn.state.at is At.OVER
    call.ends(CallStatus.COMPLETED)
    house.clock.move(hours=1)
    house.sweep()
    house.work()
    assert len(house.carrier.calls) == 1
    assert house.rows(MESSAGES) == []
    assert house.supporters[0].stage == "stopped"
    assert house.text("S54") is None


def test_the_call_is_not_cut_off_before_the_confirmation_is_said(house: House) -> None:
    picked_up(house).press("9")
    house.hang_up()
    assert house.carrier.ended == []


def test_a_repeat_hears_the_same_and_is_written_once(house: House) -> None:
    call = picked_up(house)
    asked = call.turn
    first = call.press("9")
    call.turn = asked
    assert call.press("9") == first
    events = house.store.run(lambda tx: tx.consents.of(VERMONTER.e164))
    assert [event.kind for event in events].count("stopped") == 1


def test_it_ends_what_else_was_promised(house: House) -> None:
    call = picked_up(house)
    now = house.clock.now()
    house.store.run(lambda tx: tx.messages.reply(1, OURS, "Something else", now, None))
    call.press("9")
    assert house.statuses(MESSAGES) == ["canceled"]


@pytest.mark.parametrize("leaves", ["FORGET", "STOP"])
def test_whoever_was_forgotten_or_said_stop_meanwhile_is_heard_all_the_same(
    house: House, leaves: str
) -> None:
    call = picked_up(house)
    house.text(leaves)
    call.press("9")
    assert "We will not call or text you again" in call.said
    assert len(house.rows(SUPPRESSIONS)) == 1
    assert house.text("S54") is None


def test_whoever_was_forgotten_and_wrote_again_meanwhile_is_stopped_too(house: House) -> None:
    call = picked_up(house)
    house.text("FORGET")
    house.text("S54 05401")
    call.press("9")
    (person,) = house.supporters
    assert (person.stage, person.replies) == ("stopped", "stopped")


def test_start_brings_them_back(house: House) -> None:
    picked_up(house).press("9")
    assert "welcome back" in (house.text("START") or "")
    assert "ringing" in (house.text("CALL") or "")
