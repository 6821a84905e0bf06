"""Numbers that are set aside are dialed by no road, and those that fail are set aside."""

from dataclasses import replace
from datetime import timedelta

import pytest

from service.adapters.phone_numbers import PhoneNumbers
from service.adapters.sql.tables import WAITS
from service.domain.callflow import Happened, Sign
from service.domain.leg_result import DialResult
from service.domain.set_aside import SetAside
from service.usecases.aside_numbers import LOOKS_EVERY
from service.usecases.patch_through import Caller
from tests.twins.house import OURS, TEXAN, House
from tests.twins.phone_call import PhoneCall, dialed_in
from tests.twins.waiting import WELCH, rung, serve, statuses, waits

WELCH_DC = "+12022244242"
SANDERS_DC = "+12022245141"
ONE = Happened(Sign.KEYS, keys="1")
FAILED = Happened(Sign.DIALED, dial_status=DialResult.FAILED)


def set_aside(house: House, *numbers: str) -> None:
    for number in numbers:
        aside = SetAside(number, house.clock.now(), "wrong number", "ann@example.org")
        house.store.run(lambda tx, one=aside: tx.set_aside.put(one))  # type: ignore[misc]


def bring_back(house: House, number: str) -> None:
    assert house.store.run(lambda tx: tx.set_aside.bring_back(number, "ann", house.clock.now()))
    house.clock.move(seconds=6)


def aside(house: House) -> list[str]:
    return [one.number for one in house.store.run(lambda tx: tx.set_aside.all())]


def dialed(call: PhoneCall) -> str:
    assert call.turn.connect
    return call.turn.connect.choice.office.phone


def numbers_of(house: House, bioguide: str) -> list[str]:
    senator = house.knowledge.directory.senator(bioguide)
    assert senator
    return list(dict.fromkeys(office.phone for office in senator.offices))


def fail(house: House, sid: str, status: str = "failed") -> PhoneCall:
    """A call by somebody else each time, whose first dial, to Welch in Washington, ends so."""
    house.clock.move(minutes=1)
    person = PhoneNumbers().read(f"+180255501{len(house.rows()) + 10}")
    call = dialed_in(house, person, sid)
    call.press("1")
    assert dialed(call) == WELCH_DC
    call.dialed(status, seconds=0)
    return call


def test_a_number_that_is_set_aside_is_not_dialed(house: House) -> None:
    set_aside(house, WELCH_DC)
    call = dialed_in(house)
    call.press("1")
    assert dialed(call) == numbers_of(house, WELCH)[1]


def test_whoever_insists_on_washington_is_not_put_through_to_it_either(house: House) -> None:
    house.clock.move(hours=12)
    call = dialed_in(house)
    assert "press 1" in call.said
    set_aside(house, WELCH_DC, SANDERS_DC)
    house.clock.move(seconds=6)
    call.press("1")
    call.press("1")
    assert call.turn.connect is None


def test_a_ring_is_offered_where_washington_is_set_aside_and_the_others_are_busy(
    house: House,
) -> None:
    set_aside(house, WELCH_DC)
    house.clock.move(seconds=6)
    call = dialed_in(house)
    call.press("1")
    while call.turn.connect:
        call.dialed("busy", seconds=0)
    assert "press 2" in call.said
    assert "press 1" not in call.said
    call.press("1")
    assert "press 2" in call.said
    call.press("2")
    (wait,) = house.rows(WAITS)
    assert wait.senator == WELCH


def test_at_night_a_ring_is_offered_where_washington_is_set_aside(house: House) -> None:
    set_aside(house, WELCH_DC)
    house.clock.move(hours=12)
    call = dialed_in(house)
    assert "press 2" in call.said
    assert "press 1" not in call.said
    call.press("2")
    assert house.rows(WAITS)[0].senator == WELCH


def test_a_ring_is_offered_too_where_the_one_set_aside_is_the_first_of_a_call_of_ours(
    house: House,
) -> None:
    set_aside(house, WELCH_DC)
    house.clock.move(hours=6, minutes=30)  # Vermont's offices have closed, Washington's have not
    call = house.ring()
    call.answer()
    call.press("1")
    assert "press 2" in call.said
    assert "press 1" not in call.said
    call.press("2")
    assert house.rows(WAITS)[0].senator == WELCH


def test_a_senator_with_no_number_left_is_passed_over(house: House) -> None:
    set_aside(house, *numbers_of(house, WELCH))
    house.clock.move(seconds=6)
    call = dialed_in(house)
    call.press("1")
    assert dialed(call) == SANDERS_DC


def test_two_senators_behind_one_number_lose_it_together(house: House) -> None:
    first, second = house.knowledge.directory.of_state("VT")
    shared = replace(second.offices[0], phone=first.offices[0].phone)
    second = replace(second, offices=(shared, *second.offices[1:]))
    others = [s for s in house.knowledge.directory.senators if s.state != "VT"]
    directory = replace(house.knowledge.directory, senators=(first, second, *others))
    house.knowledge = replace(house.knowledge, directory=directory)
    house.wire()
    set_aside(house, shared.phone)
    call = dialed_in(house)
    for _ in range(2):
        call.press("1")
        assert dialed(call) != shared.phone
        call.dialed()
        call.press("1")


def test_a_running_process_heeds_it_within_seconds_and_so_does_it_a_return(house: House) -> None:
    call = dialed_in(house)
    call.press("1")
    assert dialed(call) == WELCH_DC
    set_aside(house, WELCH_DC)
    house.clock.move(seconds=LOOKS_EVERY.total_seconds())
    call = dialed_in(house, TEXAN, "CA-2")
    call.press("1")
    assert dialed(call) != WELCH_DC
    bring_back(house, WELCH_DC)
    call = dialed_in(house, TEXAN, "CA-3")
    call.press("1")
    assert dialed(call) == WELCH_DC


def test_without_the_database_the_last_answer_counts(house: House) -> None:
    set_aside(house, WELCH_DC)
    call = dialed_in(house)
    turn = house.patch.step_meanwhile(call.turn.state, ONE)
    assert turn.connect
    assert turn.connect.choice.office.phone != WELCH_DC


def test_a_process_that_starts_without_the_database_goes_by_the_copy(house: House) -> None:
    set_aside(house, WELCH_DC)
    call = dialed_in(house)
    assert (house.aside.kept, house.aside.writes) == ({WELCH_DC}, 1)
    house.wire()  # a new process, which asks no database
    turn = house.patch.step_meanwhile(call.turn.state, ONE)
    assert turn.connect
    assert turn.connect.choice.office.phone != WELCH_DC
    assert house.aside.writes == 1


def test_a_number_that_fails_in_three_calls_is_set_aside_with_the_date(house: House) -> None:
    for sid in ("CA-1", "CA-2", "CA-3"):
        assert aside(house) == []
        call = fail(house, sid)
        call.dialed("busy")  # the next office
    (one,) = house.store.run(lambda tx: tx.set_aside.all())
    assert (one.number, one.since, one.by) == (WELCH_DC, house.clock.now(), "patchline")
    assert one.reason == "failed in 3 calls in a row"


def test_where_nothing_can_be_reached_the_fault_is_not_the_numbers(house: House) -> None:
    for sid in ("CA-1", "CA-2", "CA-3", "CA-4"):
        call = fail(house, sid)
        call.dialed("failed")
    assert aside(house) == []


@pytest.mark.parametrize("between", ["completed", "busy", "no-answer"])
def test_a_number_that_was_reached_in_between_begins_anew(house: House, between: str) -> None:
    for sid, status in enumerate(("failed", "failed", between, "failed", "failed")):
        fail(house, f"CA-{sid}", status).hang_up("busy")
    assert aside(house) == []


def test_the_same_failure_told_again_counts_once(house: House) -> None:
    for sid in ("CA-1", "CA-2"):
        call = fail(house, sid)
        before = call.turn
        call.dialed("busy")
        for _ in range(3):
            house.patch.step(sid, before.state, FAILED, Caller(call.person, OURS))
    assert aside(house) == []


def test_a_number_that_was_brought_back_has_to_fail_three_times_anew(house: House) -> None:
    for sid in ("CA-1", "CA-2", "CA-3"):
        fail(house, sid).dialed("busy")
    bring_back(house, WELCH_DC)
    fail(house, "CA-4").dialed("busy")
    fail(house, "CA-5").dialed("busy")
    assert aside(house) == []
    fail(house, "CA-6").dialed("busy")
    assert aside(house) == [WELCH_DC]


def test_what_failed_long_ago_counts_no_more(house: House) -> None:
    fail(house, "CA-1").dialed("busy")
    fail(house, "CA-2").dialed("busy")
    house.clock.move(days=35)
    fail(house, "CA-3").dialed("busy")
    assert aside(house) == []


def test_setting_aside_twice_keeps_the_first_reason(house: House) -> None:
    set_aside(house, WELCH_DC)
    later = SetAside(WELCH_DC, house.clock.now() + timedelta(days=1), "other", "bob@example.org")
    assert not house.store.run(lambda tx: tx.set_aside.put(later))
    (one,) = house.store.run(lambda tx: tx.set_aside.all())
    assert one.by == "ann@example.org"
    assert not house.store.run(
        lambda tx: tx.set_aside.bring_back(SANDERS_DC, "ann", house.clock.now())
    )


def test_nobody_who_waits_is_rung_for_a_line_that_is_set_aside(house: House) -> None:
    waits(house)
    set_aside(house, *numbers_of(house, WELCH))
    house.clock.move(seconds=LOOKS_EVERY.total_seconds())
    house.store.run(house.aside_numbers.look)
    serve(house)
    assert rung(house) == []
    assert statuses(house) == ["void"]  # and they are told, as no office is left


def test_who_waits_is_rung_for_the_lines_that_are_left(house: House) -> None:
    for number in range(3):
        waits(house, number)
    set_aside(house, WELCH_DC)
    house.clock.move(seconds=LOOKS_EVERY.total_seconds())
    house.store.run(house.aside_numbers.look)
    serve(house)
    assert len(rung(house)) == 1  # where nothing is known, one for each number
