"""How often one caller reaches one senator in a day, by whatever road."""

from service.adapters.phone_numbers import PhoneNumbers
from service.domain.callflow import At
from service.domain.limits import REACHES_PER_DAY
from service.domain.phone import NOBODY
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


def test_busy_lines_use_up_no_allowance(house: House) -> None:
    for number in range(REACHES_PER_DAY + 1):
        call = dialed_in(house, sid=f"CA-{number}")
        call.press("1")
        call.dialed("busy")
        call.hang_up()
    assert dialed_in(house, sid="CA-last").turn.state.at is At.SCRIPT
