"""Stop means stop, whatever was promised."""

import pytest

from service.adapters.sql.tables import MESSAGES, SUPPRESSIONS
from service.domain.records import CallStatus
from tests.twins.house import House


def test_it_cancels_a_promised_ring(house: House) -> None:
    house.text("S54 05401")
    house.text("CALL")
    house.text("stop")
    assert house.statuses() == [CallStatus.CANCELED]
    house.work()
    house.sweep()
    house.work()
    assert house.carrier.calls == []
    assert house.statuses() == [CallStatus.CANCELED]


def test_it_reaches_a_ring_that_waits_for_its_slot(house: House) -> None:
    house.ring()
    house.text("S54 05401")
    house.store.run(lambda tx: tx.calls.move(1, CallStatus.COMPLETED, house.clock.now()))
    house.text("CALL")
    house.clock.while_asleep = lambda: house.text("STOP", sid="SM-stop")
    house.work()
    assert len(house.carrier.calls) == 1
    assert house.statuses() == [CallStatus.COMPLETED, CallStatus.CANCELED]


def test_it_reaches_a_ring_that_is_claimed_by_hash_alone(house: House) -> None:
    house.text("S54 05401")
    house.text("CALL")
    number = house.store.run(lambda tx: tx.supporters.get(1)).e164  # type: ignore[union-attr]
    house.store.run(lambda tx: tx.supporters.suppress(number, house.clock.now()))
    house.work()
    assert house.carrier.calls == []
    assert house.statuses() == [CallStatus.CANCELED]


def test_it_cancels_queued_texts(house: House) -> None:
    call = house.ring()
    call.answer()
    call.press("1")
    call.through_the_senate()
    assert house.statuses(MESSAGES) == ["queued"] * 2
    house.text("STOP")
    assert house.statuses(MESSAGES) == ["canceled"] * 2
    house.work()
    house.sweep()
    house.work()
    assert house.carrier.texts == []


def test_a_call_that_goes_on_after_it_sends_no_text(house: House) -> None:
    call = house.ring()
    call.answer()
    call.press("1")
    house.text("STOP")
    call.through_the_senate()
    call.ends(CallStatus.COMPLETED)
    assert house.messages == []
    house.work()
    assert house.carrier.texts == []


@pytest.mark.parametrize("word", ["START", "yes", "UNSTOP"])
def test_only_plain_words_bring_a_person_back(house: House, word: str) -> None:
    house.text("S54 05401")
    house.text("STOP")
    for body in ("S54", "05401", "CALL", "sí", "restart", "ES", "hello"):
        assert house.text(body) is None, body
    assert "welcome back" in (house.text(word) or "")
    assert house.rows(SUPPRESSIONS) == []
    assert "ringing" in (house.text("CALL") or "")


def test_it_outlives_forget(house: House) -> None:
    house.text("STOP")
    assert house.text("FORGET") is None
    assert house.supporters == []
    assert house.text("S54") is None
    assert house.supporters[0].stage == "stopped"


def test_the_carriers_own_answer_is_not_doubled(house: House) -> None:
    house.text("S54")
    assert house.text("STOP", carrier_answered=True) is None
    assert house.text("HELP", carrier_answered=True) is None
    assert house.text("START", carrier_answered=True) is None
    assert house.supporters[0].stage == "new"
