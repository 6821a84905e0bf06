"""Delivery receipts, as they really arrive."""

from itertools import permutations

import pytest

from service.adapters.sql.tables import SUPPRESSIONS
from service.domain.records import MessageStatus
from service.ports.carrier import InDoubt
from tests.twins.house import House

FORWARD = [MessageStatus.ACCEPTED, MessageStatus.SENT, MessageStatus.DELIVERED]


@pytest.fixture
def sent(house: House) -> str:
    """The token of a follow-up text that the carrier has taken."""
    queued(house)
    house.work()
    return house.messages[0].token


def queued(house: House) -> None:
    call = house.ring()
    call.answer()
    call.press("1")
    call.through_the_senate()


@pytest.mark.parametrize("order", list(permutations(FORWARD)))
def test_statuses_only_move_forward(
    house: House, sent: str, order: tuple[MessageStatus, ...]
) -> None:
    for status in order:
        house.receipt(sent, "SM1", status, None)
        house.receipt(sent, "SM1", status, None)
    assert house.messages[0].status == MessageStatus.DELIVERED


def test_a_receipt_before_the_carriers_answer_stands(house: House) -> None:
    queued(house)
    house.carrier.before_answering = lambda token: house.receipt(
        token, "SM-real", MessageStatus.DELIVERED, None
    )
    house.work()
    (row,) = house.messages
    assert (row.status, row.message_sid) == (MessageStatus.DELIVERED, "SM-real")


def test_a_receipt_settles_what_was_in_doubt(house: House) -> None:
    queued(house)
    house.carrier.answers = [InDoubt("timeout")]
    house.work()
    assert house.messages[0].status == MessageStatus.IN_DOUBT
    house.receipt(house.messages[0].token, "SM-real", MessageStatus.SENT, None)
    assert house.messages[0].status == MessageStatus.SENT


def test_a_receipt_by_sid_alone_is_understood(house: House, sent: str) -> None:
    house.receipt("", house.messages[0].message_sid, MessageStatus.UNDELIVERED, 30003)
    (row,) = house.messages
    assert (row.status, row.error_code) == (MessageStatus.UNDELIVERED, 30003)


@pytest.mark.parametrize(("token", "sid"), [("made-up", "SM1"), ("", "SM-unknown"), ("", "")])
def test_receipts_for_nothing_we_sent_are_ignored(
    house: House, sent: str, token: str, sid: str
) -> None:
    house.receipt(token, sid, MessageStatus.FAILED, None)
    assert house.messages[0].status == MessageStatus.ACCEPTED


def test_a_status_nobody_knows_is_ignored(house: House, sent: str) -> None:
    house.receipt(sent, "SM1", None, None)
    assert house.messages[0].status == MessageStatus.ACCEPTED


def test_21610_counts_as_a_stop(house: House, sent: str) -> None:
    house.text("CALL")
    house.receipt(sent, "SM1", MessageStatus.FAILED, 21610)
    assert house.supporters[0].stage == "stopped"
    assert len(house.rows(SUPPRESSIONS)) == 1
    assert house.text("S54") is None


def test_a_receipt_after_forget_is_ignored(house: House, sent: str) -> None:
    house.text("FORGET")
    house.receipt(sent, "SM1", MessageStatus.FAILED, 21610)
    assert house.messages == []
    assert house.rows(SUPPRESSIONS) == []


def test_an_end_is_not_replaced_by_another(house: House, sent: str) -> None:
    house.receipt(sent, "SM1", MessageStatus.DELIVERED, None)
    house.receipt(sent, "SM1", MessageStatus.FAILED, 30003)
    (row,) = house.messages
    assert (row.status, row.error_code) == (MessageStatus.DELIVERED, None)
