"""Reports on calls, as they really arrive: twice, late, in any order."""

from itertools import permutations

import pytest

from service.domain.records import CallStatus
from service.usecases.record_call_status import CallReport
from tests.twins.house import TEXAN, House
from tests.twins.phone_call import PhoneCall, dialed_in

IN_ORDER = [
    (CallStatus.RINGING, 0),
    (CallStatus.RINGING, 1),
    (CallStatus.IN_PROGRESS, 2),
    (CallStatus.COMPLETED, 3),
]


@pytest.mark.parametrize("order", list(permutations(IN_ORDER)))
def test_any_order_ends_in_the_same_record(
    house: House, order: tuple[tuple[CallStatus, int], ...]
) -> None:
    call = house.ring()
    for status, sequence in order:
        call.ends(status, sequence)
        call.ends(status, sequence)
    (row, *_) = house.rows()
    assert (row.status, row.sequence, row.seconds) == (CallStatus.COMPLETED, 3, 5)


@pytest.mark.parametrize("status", [one for one in CallStatus if one.over])
@pytest.mark.parametrize("late", CallStatus)
def test_no_report_opens_a_call_that_is_over(
    house: House, status: CallStatus, late: CallStatus
) -> None:
    call = house.ring()
    house.stand(status)
    call.ends(late, sequence=9)
    row = house.rows()[0]
    assert row.status == (late if late.rank > status.rank else status)
    assert CallStatus(row.status).over


@pytest.mark.parametrize("sequence", [-1, 1])
def test_a_late_report_of_ringing_takes_nobody_off_the_phone(house: House, sequence: int) -> None:
    call = house.ring()
    call.answer()
    call.ends(CallStatus.RINGING, sequence)
    assert house.statuses() == [CallStatus.IN_PROGRESS]


def test_reports_without_a_sequence_only_move_forward(house: House) -> None:
    call = house.ring()
    for status in (CallStatus.COMPLETED, CallStatus.IN_PROGRESS, CallStatus.RINGING):
        call.ends(status, -1)
    assert house.statuses()[0] == CallStatus.COMPLETED


def test_a_report_before_the_carriers_answer_settles_the_call(house: House) -> None:
    house.carrier.before_answering = lambda token: house.report(
        token, CallReport("CA-quick", CallStatus.BUSY, 0)
    )
    house.text("S54 05401")
    house.text("CALL")
    house.work()
    row = house.rows()[0]
    assert (row.status, row.call_sid) == (CallStatus.BUSY, "CA-quick")


def test_a_report_by_sid_alone_is_for_a_call_that_came_to_us(house: House) -> None:
    PhoneCall(house, TEXAN, "CA-in").dial_in()
    house.report("", CallReport("CA-in", CallStatus.COMPLETED, 0, seconds=60))
    (row,) = house.rows()
    assert (row.status, row.seconds) == (CallStatus.COMPLETED, 60)


@pytest.mark.parametrize(("token", "sid"), [("", "CA-unknown"), ("unknown", "CA-in"), ("", "")])
def test_a_report_on_nothing_we_know_changes_nothing(house: House, token: str, sid: str) -> None:
    PhoneCall(house, TEXAN, "CA-in").dial_in()
    house.report(token, CallReport(sid, CallStatus.COMPLETED, 0))
    assert house.statuses() == [CallStatus.IN_PROGRESS]


def test_a_report_on_another_call_with_our_token_changes_nothing(house: House) -> None:
    call = house.ring()
    house.report(call.token, CallReport("CA-another", CallStatus.COMPLETED, 3))
    assert house.statuses() == [CallStatus.RINGING]


def test_a_report_with_the_sid_of_another_call_is_no_failure(house: House) -> None:
    PhoneCall(house, TEXAN, "CA-in").dial_in()
    house.carrier.before_answering = lambda token: house.report(
        token, CallReport("CA-in", CallStatus.RINGING, 0)
    )
    call = house.ring()
    assert house.statuses() == [CallStatus.IN_PROGRESS, CallStatus.RINGING]
    assert call.token


def test_the_end_of_a_call_in_doubt_is_believed(house: House) -> None:
    call = house.ring()
    house.store.run(lambda tx: tx.calls.move(1, CallStatus.UNKNOWN, house.clock.now()))
    call.ends(CallStatus.COMPLETED)
    assert house.statuses()[0] == CallStatus.COMPLETED


@pytest.mark.parametrize("status", [CallStatus.COMPLETED, CallStatus.FAILED])
def test_the_end_of_a_call_closes_a_leg_whose_end_nobody_told(
    house: House, status: CallStatus
) -> None:
    call = house.ring()
    call.answer()
    call.press("1")
    call.press("1")
    call.ends(status)
    assert [leg.dial_status for leg in house.legs] == ["unknown"]
    call.hang_up("no-answer")
    assert [leg.dial_status for leg in house.legs] == ["no-answer"]


def test_a_report_that_the_call_goes_on_closes_no_leg(house: House) -> None:
    call = dialed_in(house)
    call.press("1")
    house.report("", CallReport(call.sid, CallStatus.IN_PROGRESS, 1))
    assert [leg.dial_status for leg in house.legs] == [None]


def test_our_own_end_then_the_carriers_keeps_its_seconds(house: House) -> None:
    call = house.ring()
    call.answer()
    call.press("1")
    call.hang_up()
    call.ends(CallStatus.COMPLETED)
    assert [row.seconds for row in house.rows()] == [5]
