"""What calls teach of lines, and what calls make of it."""

from datetime import timedelta

import pytest

from service.domain.callflow import At
from service.domain.line import LineSign
from service.domain.phone import NOBODY
from tests.twins.house import House
from tests.twins.line_calls import (
    BURLINGTON,
    DC,
    at_script,
    caller,
    dialed,
    heard,
    with_known_lines,
)
from tests.twins.phone_call import PhoneCall, dialed_in
from tests.twins.waiting import ring_of, serve, waits


@pytest.fixture
def house(house: House) -> House:
    return with_known_lines(house)


def test_an_office_that_is_down_is_left_alone_by_others(house: House) -> None:
    call = at_script(house, 1)
    assert dialed(call.press("1")) == DC
    assert dialed(call.dialed("busy")) == BURLINGTON
    call.dialed("completed", 200)
    call.press("1")
    assert dialed(at_script(house, 2).press("1")) == BURLINGTON
    assert "100% of late calls were answered" in house.legs[-1].reason


def test_the_draw_decides_where_nothing_is_known(house: House) -> None:
    house.draws = iter([0.0, 0.9, 0.9, 0.3, 0.3, 0.3])
    firsts = []
    for number in range(2):
        call = PhoneCall(house, caller(number), f"CA-{number}")
        call.dial_in()
        call.press("1")
        call.press("05401")
        firsts.append(dialed(call.press("1")))
    assert firsts == [DC, BURLINGTON]


def test_what_the_carrier_and_the_caller_say_is_learned(house: House) -> None:
    call = at_script(house, 1)
    call.press("1")
    call.dialed("no-answer")
    call.dialed("completed", 90)
    call.press("2")
    assert heard(house) == [LineSign.NO_ANSWER, LineSign.ANSWERED, LineSign.MESSAGE]


def test_nobody_dials_one_office_twice_within_minutes(house: House) -> None:
    for sid, reached in (("CA-a", DC), ("CA-b", BURLINGTON), ("CA-c", None)):
        call = dialed_in(house, sid=sid)
        assert dialed(call.press("1")) == reached
        assert ("You called Senator Welch a few minutes ago" in call.said) == (not reached)
        call.hang_up("busy")
    house.clock.move(minutes=5, seconds=1)
    assert dialed(dialed_in(house, sid="CA-d").press("1")) is not None


def test_callers_without_a_number_do_not_stand_in_for_one_another(house: House) -> None:
    for sid in ("CA-a", "CA-b"):
        call = dialed_in(house, NOBODY, sid)
        call.press("1")
        call.hang_up("canceled")
    assert [leg.office_number for leg in house.legs] == [DC, DC]


def test_whoever_kept_a_place_is_put_through_to_the_line_that_was_busy(house: House) -> None:
    waits(house)
    house.clock.move(minutes=2)
    serve(house)
    ring = ring_of(house)
    ring.answer()
    ring.press("1")
    turn = ring.press("1")
    assert dialed(turn) in {DC, BURLINGTON}


def test_a_wiped_memory_is_learned_anew_and_calls_go_on_meanwhile(house: House) -> None:
    done = at_script(house, 1)
    done.press("1")
    house.clock.move(seconds=3)
    done.dialed("busy")
    done.dialed("completed", 100)
    done.press("1")
    talking = at_script(house, 2)
    talking.press("1")
    house.relearn_lines()
    numbers = [leg.office_number for leg in house.legs]
    before = house.switchboard.look(numbers, house.clock.now())
    house.switchboard.lose_everything()
    going_on = at_script(house, 3)
    house.relearn_lines()
    assert house.switchboard.look(numbers, house.clock.now()) == before
    assert going_on.press("1").connect
    assert talking.dialed("completed", 50).state.at is At.OUTCOME
    house.relearn_lines()  # finds nothing to do


def test_the_end_of_a_leg_is_kept_with_its_moment(house: House) -> None:
    call = at_script(house, 1)
    call.press("1")
    house.clock.move(seconds=90)
    call.dialed("completed", 80)
    (leg,) = house.store.run(lambda tx: tx.legs.since(house.clock.now() - timedelta(hours=1)))
    assert leg.ended_at == house.clock.now()
    assert (leg.number, leg.seconds, leg.name) == (DC, 80, f"1.{house.legs[0].step}")
