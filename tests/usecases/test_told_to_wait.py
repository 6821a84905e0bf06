"""Whoever was told to text again is not rung for the text that was given up."""

import pytest

from service.domain.records import CallStatus
from service.domain.text_records import InboundText
from tests.twins.house import OURS, VERMONTER, House

SORRY = "Please text us again in a few minutes."
CALL = InboundText("SM-call", OURS, "CALL")


@pytest.fixture
def ready(house: House) -> House:
    """One where somebody is about to ask for a ring."""
    house.text("S54 05401")
    house.clock.move(seconds=30)
    return house


def done_after_all(house: House) -> None:
    """The text was given up in its very commit, and stored at the thaw."""
    house.receive(CALL, VERMONTER, carrier_answered=False)
    house.clock.move(seconds=1)


def told_to_wait(house: House) -> None:
    house.receive.catch_up(CALL, VERMONTER, SORRY, carrier_answered=False)


def test_a_ring_is_canceled_of_whoever_was_told_that_nothing_came_of_it(ready: House) -> None:
    done_after_all(ready)
    told_to_wait(ready)
    assert ready.statuses() == [CallStatus.CANCELED]
    ready.work()
    assert ready.carrier.calls == []


def test_asking_again_afterwards_rings_once(ready: House) -> None:
    done_after_all(ready)
    told_to_wait(ready)
    assert "ringing you now" in str(ready.text("CALL"))
    ready.work()
    assert len(ready.carrier.calls) == 1


def test_a_ring_of_whoever_has_been_told_of_it_since_stands(ready: House) -> None:
    done_after_all(ready)
    at = ready.clock.now()
    ready.clock.move(seconds=5)
    assert "already on its way" in str(ready.text("CALL"))
    ready.clock.set_back(seconds=5)
    assert ready.clock.now() == at
    told_to_wait(ready)
    assert ready.statuses() == [CallStatus.QUEUED]


def test_a_ring_that_was_promised_before_stands(ready: House) -> None:
    ready.text("CALL")
    ready.clock.move(seconds=30)
    done_after_all(ready)
    told_to_wait(ready)
    assert ready.statuses() == [CallStatus.QUEUED]


def test_a_text_that_was_answered_as_it_was_said_is_left_alone(ready: House) -> None:
    told_to_wait(ready)
    told_to_wait(ready)
    assert ready.statuses() == []
