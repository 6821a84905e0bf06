"""What could be begun is known without a broker, and is nothing while nothing may be begun."""

from datetime import timedelta

import pytest

from tests.twins.house import House


@pytest.fixture
def promised(house: House) -> House:
    """One where a ring and a text wait, and no broker tells anybody."""
    house.text("JOIN")
    call = house.ring()
    house.queue.away = True
    call.answer()
    call.press("1")
    call.through_the_senate()
    call.hang_up()
    house.clock.move(hours=1)
    house.text("CALL")
    return house


def test_rings_and_texts_whose_time_has_come_are_due(promised: House) -> None:
    assert promised.due.rings() == [2]
    assert promised.due.texts() == [1]


def test_what_was_begun_is_due_no_more(promised: House) -> None:
    promised.place(2)
    promised.send(1)
    assert promised.due.rings() == promised.due.texts() == []


def test_nothing_is_due_while_a_stop_may_be_kept_aside(promised: House) -> None:
    promised.journal.keep({"path": "/twilio/sms"})
    assert promised.due.rings() == promised.due.texts() == []


def test_nothing_is_due_while_all_is_halted(promised: House) -> None:
    now = promised.clock.now()
    promised.store.run(lambda tx: tx.halts.begin(20003, now, now + timedelta(minutes=5)))
    assert promised.due.rings() == promised.due.texts() == []
