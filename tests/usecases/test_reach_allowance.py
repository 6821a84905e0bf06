"""How often one caller reaches one senator in a day, by whatever road."""

from service.adapters.phone_numbers import PhoneNumbers
from service.domain.callflow import At
from service.domain.limits import (
    DIALS_PER_DAY,
    FOLLOW_UPS_PER_DAY,
    FOLLOW_UPS_PER_HOUR,
    REACHES_PER_DAY,
    RINGS_PER_HOUR,
    TEXTS_PER_HOUR,
)
from service.domain.phone import NOBODY
from service.domain.records import CallStatus
from service.usecases.record_call_status import CallReport
from tests.twins.house import House, dialed_in


def test_no_person_reaches_a_senator_more_than_a_few_times_a_day(house: House) -> None:
    for number in range(REACHES_PER_DAY):
        call = dialed_in(house, sid=f"CA-{number}")
        call.through_the_senate()
    call = dialed_in(house, sid="CA-one-too-many")
    assert "several times today" in call.said
    assert call.turn.connect is None
    assert len(house.legs) == 2 * REACHES_PER_DAY
    neighbor = dialed_in(house, PhoneNumbers().read("+18025550143"), sid="CA-neighbor")
    assert neighbor.turn.state.at is At.SCRIPT
    house.clock.move(hours=24, seconds=1)
    assert dialed_in(house, sid="CA-tomorrow").turn.state.at is At.SCRIPT


def test_rung_back_and_dial_in_calls_share_one_allowance(house: House) -> None:
    for number in range(REACHES_PER_DAY):
        dialed_in(house, sid=f"CA-{number}").through_the_senate()
    call = house.ring()
    call.answer()
    call.press("1")
    assert "several times today" in call.said


def test_anonymous_callers_share_one_allowance(house: House) -> None:
    for number in range(REACHES_PER_DAY):
        dialed_in(house, NOBODY, sid=f"CA-{number}").through_the_senate()
    assert "several times today" in dialed_in(house, NOBODY, sid="CA-last").said
    assert house.supporters == []


def two_busy_offices(house: House, sid: str) -> None:
    call = dialed_in(house, sid=sid)
    call.press("1")
    call.dialed("busy")
    call.hang_up("busy")


def test_busy_lines_use_up_no_allowance(house: House) -> None:
    for number in range(REACHES_PER_DAY + 1):
        two_busy_offices(house, f"CA-{number}")
    assert "several times today" not in dialed_in(house, sid="CA-last").said


def test_nobody_dials_a_busy_senator_the_whole_day_long(house: House) -> None:
    for number in range(DIALS_PER_DAY // 2):
        two_busy_offices(house, f"CA-{number}")
    call = dialed_in(house, sid="CA-last")
    assert "called Senator Welch several times today" in call.said
    assert "Senator Bernard Sanders" in call.said
    assert len(house.legs) == DIALS_PER_DAY


def test_the_last_dial_of_a_day_is_the_last_though_more_offices_are_left(house: House) -> None:
    for number in range((DIALS_PER_DAY - 2) // 2):
        two_busy_offices(house, f"CA-{number}")
    one = dialed_in(house, sid="CA-one")
    one.press("1")
    one.hang_up("busy")
    call = dialed_in(house, sid="CA-last")
    call.press("1")
    call.dialed("busy")
    assert "could not reach Senator Welch" in call.said
    assert call.turn.connect is None
    assert len(house.legs) == DIALS_PER_DAY


def test_two_calls_at_once_share_what_is_left(house: House) -> None:
    for number in range(REACHES_PER_DAY - 1):
        dialed_in(house, NOBODY, sid=f"CA-{number}").through_the_senate()
    first, second = (dialed_in(house, NOBODY, sid=sid) for sid in ("CA-first", "CA-second"))
    assert first.press("1").connect
    assert second.press("1").connect is None
    assert first.dialed("busy").connect


def test_to_be_forgotten_frees_no_share_of_a_senator(house: House) -> None:
    for number in range(REACHES_PER_DAY):
        dialed_in(house, sid=f"CA-{number}").through_the_senate()
        house.text("FORGET")
    assert "several times today" in dialed_in(house, sid="CA-last").said


def test_to_be_forgotten_brings_no_more_rings(house: House) -> None:
    for _ in range(RINGS_PER_HOUR):
        house.ring().ends(CallStatus.COMPLETED)
        house.text("FORGET")
    house.text("S54 05401")
    assert "cannot ring again so soon" in (house.text("CALL") or "")
    assert len(house.carrier.calls) == RINGS_PER_HOUR


def test_to_be_forgotten_brings_no_second_call_at_once(house: House) -> None:
    house.ring().answer()
    house.text("FORGET")
    house.text("S54 05401")
    house.text("CALL")
    house.work()
    assert len(house.carrier.calls) == 1


def test_to_be_forgotten_brings_no_more_answers(house: House) -> None:
    replies = [house.text(("S54", "FORGET")[n % 2]) for n in range(TEXTS_PER_HOUR + 10)]
    assert sum(reply is not None for reply in replies) == TEXTS_PER_HOUR


def test_to_be_forgotten_brings_no_second_hint_and_no_text_gets_lost(house: House) -> None:
    heard = [house.text(body) for body in ("who is it?", "FORGET", "who is it?")]
    assert [reply is not None for reply in heard] == [True, True, False]
    assert len(house.store.run(lambda tx: tx.texts.inbox(10))) == 1


def test_a_few_calls_a_day_are_followed_by_a_text(house: House) -> None:
    for body in ("JOIN", "no", "S54 05401"):
        house.text(body)
    heard = []
    for number in range(FOLLOW_UPS_PER_DAY + 2):
        house.clock.move(hours=1, seconds=1)
        call = dialed_in(house, sid=f"CA-{number}")
        if call.turn.state.at is At.SCRIPT:
            call.through_the_senate()
        heard.append("text is on its way" in call.said)
    assert len(house.messages) == FOLLOW_UPS_PER_DAY
    assert heard == [True] * FOLLOW_UPS_PER_DAY + [False] * 2


def test_the_carriers_report_brings_no_text_that_was_not_promised(house: House) -> None:
    house.text("S54 05401")
    for number in range(FOLLOW_UPS_PER_DAY + 2):
        call = dialed_in(house, sid=f"CA-{number}")
        call.press("1")
        call.hang_up("busy")
        house.report("", CallReport(call.sid, CallStatus.COMPLETED, 3))
    assert len(house.messages) == FOLLOW_UPS_PER_HOUR
