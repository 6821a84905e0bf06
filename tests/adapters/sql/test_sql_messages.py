"""Our texts in SQL."""

from datetime import timedelta

import pytest

from service.adapters.sql.store import SqlStore
from service.domain.rings import RingBack
from service.domain.text_records import MessageStatus
from service.domain.words import Language
from tests.twins.house import OURS, VERMONTER, House

RING = RingBack("s54", "0123456789ab", Language.EN, "VT")


@pytest.fixture
def message_id(house: House) -> int:
    """A text that follows a call of a known person."""
    house.text("S54 05401")
    now = house.clock.now()
    call = house.store.run(lambda tx: tx.calls.arrived("CA1", VERMONTER, 1, RING, OURS, now))
    made = house.store.run(lambda tx: tx.messages.follow_up(call.id, 1, OURS, "Thank you.", now))
    assert made
    return made


def test_a_call_has_one_follow_up(house: House, store: SqlStore, message_id: int) -> None:
    now = house.clock.now()
    assert store.run(lambda tx: tx.messages.follow_up(1, 1, OURS, "Again.", now)) is None
    assert len(house.messages) == 1


def test_a_claim_gives_the_text_once(house: House, store: SqlStore, message_id: int) -> None:
    now = house.clock.now()
    claimed = store.run(lambda tx: tx.messages.claim(message_id, now))
    assert claimed
    assert (claimed.to, claimed.body, claimed.our_number) == (VERMONTER.e164, "Thank you.", OURS)
    assert claimed.to not in repr(claimed)
    assert claimed.body not in repr(claimed)
    assert store.run(lambda tx: tx.messages.claim(message_id, now)) is None


def test_a_claim_after_a_stop_cancels(house: House, store: SqlStore, message_id: int) -> None:
    now = house.clock.now()
    store.run(lambda tx: tx.supporters.suppress(VERMONTER.e164, now))
    assert store.run(lambda tx: tx.messages.claim(message_id, now)) is None
    assert house.messages[0].status == MessageStatus.CANCELED


def test_only_what_the_carrier_does_not_have_is_queued_anew(
    house: House, store: SqlStore, message_id: int
) -> None:
    now = house.clock.now()
    store.run(lambda tx: tx.messages.claim(message_id, now))
    store.run(lambda tx: tx.messages.requeue(message_id, now, now))
    assert house.messages[0].status == MessageStatus.QUEUED
    store.run(lambda tx: tx.messages.settle(message_id, MessageStatus.SENT, now))
    store.run(lambda tx: tx.messages.requeue(message_id, now, now))
    assert house.messages[0].status == MessageStatus.SENT


def test_a_late_sid_is_kept_without_moving_back(
    house: House, store: SqlStore, message_id: int
) -> None:
    now = house.clock.now()
    store.run(lambda tx: tx.messages.settle(message_id, MessageStatus.DELIVERED, now))
    store.run(lambda tx: tx.messages.settle(message_id, MessageStatus.ACCEPTED, now, sid="SM1"))
    store.run(lambda tx: tx.messages.settle(message_id, MessageStatus.SENT, now, sid="SM2"))
    (row,) = house.messages
    assert (row.status, row.message_sid) == (MessageStatus.DELIVERED, "SM1")


def test_a_text_is_found_by_token_and_sid(house: House, store: SqlStore, message_id: int) -> None:
    now = house.clock.now()
    store.run(lambda tx: tx.messages.settle(message_id, MessageStatus.ACCEPTED, now, sid="SM1"))
    token = house.messages[0].token
    assert store.run(lambda tx: tx.messages.by_token(token)) == message_id
    assert store.run(lambda tx: tx.messages.by_sid("SM1")) == message_id
    assert store.run(lambda tx: tx.messages.by_token("no")) is None
    assert store.run(lambda tx: tx.messages.by_sid("no")) is None


def test_the_recipient_is_known_until_they_are_forgotten(
    store: SqlStore, house: House, message_id: int
) -> None:
    assert store.run(lambda tx: tx.messages.recipient(message_id)) == VERMONTER.e164
    house.text("FORGET")
    assert store.run(lambda tx: tx.messages.recipient(message_id)) is None
    store.run(lambda tx: tx.messages.settle(message_id, MessageStatus.SENT, house.clock.now()))


def test_queued_are_those_that_are_due(house: House, store: SqlStore, message_id: int) -> None:
    now = house.clock.now()
    later = now + timedelta(seconds=1)
    assert store.run(lambda tx: tx.messages.queued(now)) == [message_id]
    store.run(lambda tx: tx.messages.claim(message_id, now))
    store.run(lambda tx: tx.messages.requeue(message_id, now, later))
    assert store.run(lambda tx: tx.messages.queued(now)) == []
    assert store.run(lambda tx: tx.messages.queued(later)) == [message_id]
    store.run(lambda tx: tx.messages.call_off(1, now))
    assert store.run(lambda tx: tx.messages.queued(later)) == []
    assert store.run(lambda tx: tx.messages.stale(MessageStatus.CANCELED, later)) == [message_id]
