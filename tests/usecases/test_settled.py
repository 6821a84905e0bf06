"""Right after an outage nothing is claimed until what was kept aside has come in."""

from collections.abc import Callable

import pytest

from service.adapters.sql.tables import MESSAGES
from service.ports.store import Transaction
from tests.twins.house import House


def test_nothing_is_waited_for_while_the_scheduler_beats(house: House) -> None:
    house.sweep()
    house.clock.move(seconds=10)
    for _ in range(8):
        house.sweep()
        house.clock.move(seconds=1)
    before = house.clock.now()
    house.ring()
    assert house.clock.now() == before


def test_a_claim_right_after_an_outage_waits_for_what_was_kept_aside(house: House) -> None:
    house.sweep()
    house.clock.move(minutes=3)
    house.sweep()
    before = house.clock.now()
    house.ring()
    assert (house.clock.now() - before).total_seconds() == 6


def test_a_scheduler_that_is_not_running_holds_up_nobody_for_long(house: House) -> None:
    house.sweep()
    house.clock.move(hours=1)
    before = house.clock.now()
    house.ring()
    assert (house.clock.now() - before).total_seconds() == 3
    assert len(house.carrier.calls) == 1


def test_while_something_is_kept_aside_nobody_is_rung(house: House) -> None:
    house.text("S54 05401")
    house.text("CALL")
    house.journal.keep({"path": "/twilio/sms"})
    house.work()
    assert house.carrier.calls == []
    house.text("please stop", sid="SM-kept")
    house.journal.replay(lambda entry: None)
    house.sweep()
    house.work()
    assert house.carrier.calls == []


def test_a_database_that_kept_a_claim_waiting_is_given_time(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.text("S54 05401")
    house.text("CALL")
    run = house.store.run

    def slowly(work: Callable[[Transaction], object]) -> object:
        house.clock.move(seconds=2)
        return run(work)

    monkeypatch.setattr(house.store, "run", slowly)
    house.work()
    assert house.carrier.calls == []
    monkeypatch.undo()
    house.clock.move(seconds=6)
    house.sweep()
    house.work()
    assert len(house.carrier.calls) == 1


def test_while_something_is_kept_aside_nobody_is_texted(house: House) -> None:
    house.called()
    house.journal.keep({"path": "/twilio/sms"})
    house.work()
    assert house.carrier.texts == []
    house.journal.replay(lambda entry: None)
    house.sweep()
    house.clock.move(seconds=1)
    house.sweep()
    house.work()
    assert len(house.carrier.texts) == 1


def test_a_claim_that_comes_late_takes_no_text_back_that_another_sends(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.called()
    (text,) = house.messages
    run = house.store.run

    def slowly(work: Callable[[Transaction], object]) -> object:
        run(lambda tx: tx.messages.claim(text.id, house.clock.now()))
        house.clock.move(seconds=2)
        return run(work)

    asked = house.clock.machine_now()
    monkeypatch.setattr(house.store, "run", slowly)
    house.store.run(lambda tx: house.send_message._claim(tx, text.id, asked))
    assert house.statuses(MESSAGES) == ["sending"]
    assert house.carrier.texts == []


def test_right_after_the_very_first_start_nobody_waits(house: House) -> None:
    house.sweep()
    before = house.clock.now()
    house.ring()
    assert house.clock.now() == before
    assert len(house.carrier.calls) == 1
