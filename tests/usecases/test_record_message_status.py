"""Delivery receipts, as they really arrive."""

from itertools import permutations

import pytest

from service.adapters.sql.tables import HALTS, RECEIPTS, SUPPRESSIONS
from service.domain.text_records import MessageStatus
from service.ports.carrier import InDoubt
from tests.twins.house import TEXAN, VERMONTER, House

FORWARD = [MessageStatus.ACCEPTED, MessageStatus.SENT, MessageStatus.DELIVERED]


@pytest.fixture
def sent(house: House) -> str:
    """The token of a follow-up text that the carrier has taken."""
    queued(house)
    house.work()
    return house.messages[0].token


def queued(house: House) -> None:
    house.called()


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


def answered(house: House, status: MessageStatus, code: int | None) -> None:
    """A receipt for another answer to a webhook, whose sid we never learned."""
    house.receipt("", f"SM-unknown-{len(house.rows(RECEIPTS))}", status, code, VERMONTER)


def test_a_loop_found_in_our_answers_ends_them(house: House) -> None:
    house.text("S54 05401")
    answered(house, MessageStatus.UNDELIVERED, 30039)
    assert house.text("S54") is None


@pytest.mark.parametrize("code", [21610, 30004])
def test_an_answer_that_met_a_stop_counts_as_one(house: House, code: int) -> None:
    house.text("S54 05401")
    house.text("CALL")
    answered(house, MessageStatus.FAILED, code)
    assert house.supporters[0].stage == "stopped"
    assert house.statuses() == ["canceled"]


@pytest.mark.parametrize(("code", "by_carrier"), [(21610, True), (30004, False)])
def test_the_stop_of_a_number_nobody_knows_is_remembered(
    house: House, code: int, by_carrier: bool
) -> None:
    answered(house, MessageStatus.FAILED, code)
    (stop,) = house.rows(SUPPRESSIONS)
    assert stop.by_carrier == by_carrier
    assert house.supporters == []


@pytest.mark.parametrize("code", [30003, 30005, 30006, 30039])
def test_another_error_of_a_number_nobody_knows_leaves_no_trace(house: House, code: int) -> None:
    answered(house, MessageStatus.UNDELIVERED, code)
    assert (house.rows(SUPPRESSIONS), house.supporters) == ([], [])


@pytest.mark.parametrize("code", [30005, 30006])
def test_an_answer_to_a_number_that_takes_none_marks_it(house: House, code: int) -> None:
    house.text("S54 05401")
    answered(house, MessageStatus.UNDELIVERED, code)
    assert house.supporters[0].unusable_at is not None


def test_only_answers_in_a_row_that_reach_no_phone_mark_it(house: House) -> None:
    house.text("S54 05401")
    for code in (30003, 30003, None, 30003, 30003):
        status = MessageStatus.UNDELIVERED if code else MessageStatus.DELIVERED
        answered(house, status, code)
    assert house.supporters[0].unusable_at is None
    answered(house, MessageStatus.UNDELIVERED, 30003)
    assert house.supporters[0].unusable_at is not None


def test_a_failure_is_counted_once_however_often_it_is_told(house: House, sent: str) -> None:
    for status in (MessageStatus.UNDELIVERED, MessageStatus.UNDELIVERED, MessageStatus.FAILED):
        house.receipt(sent, "SM1", status, 30003)
    for _ in range(3):
        house.receipt("", "SM-answer", MessageStatus.UNDELIVERED, 30003, VERMONTER)
    assert house.supporters[0].unreachable == 2


def test_an_answer_fails_once_under_whichever_word(house: House) -> None:
    house.text("S54 05401")
    for sid in ("SM-1", "SM-2"):
        for status in (MessageStatus.FAILED, MessageStatus.UNDELIVERED):
            house.receipt("", sid, status, 30003, VERMONTER)
    assert house.supporters[0].unreachable == 2
    assert house.supporters[0].unusable_at is None


@pytest.mark.parametrize("code", [21610, 30004])
def test_a_stop_met_by_a_text_that_left_before_its_person_came_back_is_undone(
    house: House, sent: str, code: int
) -> None:
    house.clock.move(minutes=30)
    house.text("STOP")
    house.text("START")
    house.receipt(sent, "SM1", MessageStatus.FAILED, code)
    assert house.messages[0].status == MessageStatus.FAILED
    assert house.supporters[0].stage != "stopped"
    assert house.rows(SUPPRESSIONS) == []


@pytest.mark.parametrize(("minutes", "stage"), [(4, "ready"), (6, "stopped")])
def test_a_stop_met_by_an_answer_counts_unless_its_person_has_just_come_back(
    house: House, minutes: int, stage: str
) -> None:
    house.text("S54 05401")
    house.text("STOP")
    house.text("START")
    house.clock.move(minutes=minutes)
    answered(house, MessageStatus.FAILED, 21610)
    assert house.supporters[0].stage == stage


def test_a_stop_met_by_a_text_that_left_after_its_person_came_back_counts(house: House) -> None:
    house.text("S54 05401")
    house.text("STOP")
    house.text("START")
    house.clock.move(minutes=1)
    house.called()
    house.work()
    house.receipt(house.messages[0].token, "SM1", MessageStatus.FAILED, 21610)
    assert house.supporters[0].stage == "stopped"


def test_what_arrived_cannot_fail_any_more(house: House, sent: str) -> None:
    house.receipt(sent, "SM1", MessageStatus.DELIVERED, None)
    house.receipt(sent, "SM1", MessageStatus.UNDELIVERED, 30003)
    assert house.supporters[0].unreachable == 0


@pytest.mark.parametrize("code", [21610, 30004])
def test_a_stop_told_again_does_not_undo_that_its_person_came_back(house: House, code: int) -> None:
    house.text("S54 05401")
    house.receipt("", "SM-answer", MessageStatus.FAILED, code, VERMONTER)
    house.text("START")
    house.receipt("", "SM-answer", MessageStatus.FAILED, code, VERMONTER)
    assert house.supporters[0].stage == "ready"


def test_an_account_that_failed_once_is_not_halted_the_longer_the_more_often_it_is_told(
    house: House,
) -> None:
    house.receipt("", "SM-answer", MessageStatus.FAILED, 30002, VERMONTER)
    (halt,) = house.rows(HALTS)
    house.clock.move(minutes=1)
    house.receipt("", "SM-answer", MessageStatus.FAILED, 30002, VERMONTER)
    assert house.rows(HALTS) == [halt]


def test_receipts_are_remembered_for_a_day(house: House) -> None:
    house.receipt("", "SM-answer", MessageStatus.FAILED, 30003, VERMONTER)
    house.unlink()
    assert len(house.rows(RECEIPTS)) == 1
    house.clock.move(days=1, seconds=1)
    house.unlink()
    assert house.rows(RECEIPTS) == []


def test_the_text_that_we_know_tells_whose_number_it_is(house: House, sent: str) -> None:
    house.receipt(sent, "SM1", MessageStatus.UNDELIVERED, 30006, TEXAN)
    assert house.supporters[0].unusable_at is not None
