"""Whatever was lost is found again; whatever is in good hands is left there."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from service.adapters.phone_numbers import PhoneNumbers
from service.adapters.sql.tables import MESSAGES
from service.domain.records import CallStatus
from service.domain.text_records import MessageStatus
from service.ports.jobs import RING, SEND
from service.ports.store import Transaction
from tests.twins.house import House
from tests.twins.phone_call import dialed_in


def test_a_lost_ring_is_asked_for_again(house: House) -> None:
    house.text("S54 05401")
    house.text("CALL")
    house.queue.lose_everything()
    house.sweep()
    assert house.queue.take() == (RING, 1)


def test_a_ring_that_waits_already_is_not_asked_for_again(house: House) -> None:
    house.text("S54 05401")
    house.text("CALL")
    house.sweep()
    house.sweep()
    assert house.queue.pending(RING) == [1]


def test_a_lost_text_is_asked_for_again(house: House) -> None:
    house.called()
    house.queue.lose_everything()
    house.clock.move(seconds=10)
    house.sweep()
    house.sweep()
    assert house.queue.pending(SEND) == [1]


def test_emptying_the_queue_again_and_again_loses_nothing_and_repeats_nothing(
    house: House,
) -> None:
    house.text("S54 05401")
    house.text("CALL")
    for _ in range(5):
        house.queue.lose_everything()
        house.sweep()
        house.work()
    assert len(house.carrier.calls) == 1


def test_a_broker_that_is_away_is_asked_once_a_round(house: House) -> None:
    for number in range(5):
        person = PhoneNumbers().read(f"+1802555{1000 + number}")
        house.text("S54 05401", person)
        house.text("CALL", person)
    house.queue.lose_everything()
    house.queue.away, house.queue.asked = True, 0
    house.sweep()
    assert house.queue.asked == 1
    house.queue.away = False
    house.sweep()
    assert len(house.queue.pending(RING)) == 5


@pytest.mark.parametrize(
    ("status", "minutes", "becomes"),
    [
        (CallStatus.DIALING, 1, CallStatus.DIALING),
        (CallStatus.DIALING, 3, CallStatus.IN_DOUBT),
        (CallStatus.IN_DOUBT, 1439, CallStatus.IN_DOUBT),
        (CallStatus.IN_DOUBT, 1441, CallStatus.UNKNOWN),
        (CallStatus.RINGING, 31, CallStatus.UNKNOWN),
        (CallStatus.IN_PROGRESS, 299, CallStatus.IN_PROGRESS),
        (CallStatus.IN_PROGRESS, 301, CallStatus.UNKNOWN),
        (CallStatus.COMPLETED, 9999, CallStatus.COMPLETED),
    ],
)
def test_a_call_whose_end_nobody_told_is_settled(
    house: House, status: CallStatus, minutes: int, becomes: CallStatus
) -> None:
    house.ring()
    house.stand(status)
    house.clock.move(minutes=minutes)
    house.sweep()
    assert house.statuses() == [becomes]


def test_the_open_leg_of_a_call_whose_end_nobody_told_is_closed(house: House) -> None:
    dialed_in(house).press("1")
    house.clock.move(minutes=299)
    house.sweep()
    assert house.legs[0].dial_status is None
    house.clock.move(minutes=2)
    house.sweep()
    assert house.legs[0].dial_status == "unknown"


@pytest.mark.parametrize(
    ("status", "minutes", "becomes"),
    [
        (MessageStatus.SENDING, 1, MessageStatus.SENDING),
        (MessageStatus.SENDING, 3, MessageStatus.IN_DOUBT),
        (MessageStatus.ACCEPTED, 99, MessageStatus.ACCEPTED),
    ],
)
def test_a_text_whose_worker_died_is_in_doubt(
    house: House, status: MessageStatus, minutes: int, becomes: MessageStatus
) -> None:
    house.called()
    house.store.run(lambda tx: tx.messages.settle(1, status, house.clock.now()))
    house.clock.move(minutes=minutes)
    house.sweep()
    assert house.messages[0].status == becomes
    house.work()
    assert house.carrier.texts == []


class Meanwhile:
    """A store in whose house something happens right after rows were found that are stale."""

    def __init__(self, house: House, happens: Callable[[], object]) -> None:
        self._store, self._happens = house.store, happens

    def run(self, work: Callable[[Transaction], Any]) -> Any:
        """Do the work."""
        result = self._store.run(work)
        if result:
            self._happens()
        return result


def test_a_call_that_moves_just_before_it_is_repaired_is_left_alone(house: House) -> None:
    house.ring()
    house.clock.move(minutes=31)
    store = Meanwhile(house, lambda: house.stand(CallStatus.IN_PROGRESS))
    replace(house.sweep, store=store)()
    assert house.statuses() == [CallStatus.IN_PROGRESS]


def test_a_text_that_is_sent_anew_just_before_it_is_repaired_is_left_alone(house: House) -> None:
    house.called()
    house.store.run(lambda tx: tx.messages.claim(1, house.clock.now()))
    house.clock.move(minutes=3)

    def sent_anew(tx: Transaction) -> None:
        now = house.clock.now()
        tx.messages.requeue(1, now, now)
        tx.messages.claim(1, now)

    replace(house.sweep, store=Meanwhile(house, lambda: house.store.run(sent_anew)))()
    assert house.statuses(MESSAGES) == [MessageStatus.SENDING]
