"""Legs in a disorderly world: the directory changes, words come twice, late, or contradict."""

from collections.abc import Callable
from dataclasses import replace

from service.adapters.sql.leg_figures import answer_rates, told_legs
from service.domain.callflow import Happened, Sign
from service.domain.directory import Senator
from service.domain.leg_report import CameOf, came_of
from service.domain.leg_result import DialResult
from service.domain.limits import DAY
from service.usecases.patch_through import Caller
from tests.twins.house import OURS, TEXAN, VERMONTER, House
from tests.twins.phone_call import PhoneCall, dialed_in
from tests.twins.waiting import WELCH


def refresh(house: House, change: Callable[[Senator], Senator | None]) -> None:
    """Every process starts anew with a directory in which these senators have changed."""
    known = house.knowledge.directory
    changed = (change(one) if one.state == "VT" else one for one in known.senators)
    directory = replace(known, senators=tuple(one for one in changed if one))
    house.knowledge = replace(house.knowledge, directory=directory)
    house.wire()


def moved(senator: Senator) -> Senator:
    """With other offices, at other numbers, all of them."""
    offices = (
        replace(office, id=f"{office.id}-new", phone=f"+1802555{number:02d}77")
        for number, office in enumerate(senator.offices)
    )
    return replace(senator, offices=tuple(offices))


def came(house: House) -> list[CameOf]:
    with house.engine.connect() as connection:
        return sorted(came_of(leg) for leg in told_legs(connection, None, None))


def at_a_leg(house: House, sid: str = "CA-1") -> PhoneCall:
    call = dialed_in(house, sid=sid)
    call.press("1")
    assert call.turn.connect
    return call


def test_a_leg_to_an_office_that_left_the_directory_meanwhile_ends_and_is_counted(
    house: House,
) -> None:
    call = at_a_leg(house)
    refresh(house, moved)
    call.dialed("busy")
    assert call.turn.connect
    assert call.turn.connect.choice.office.id.endswith("-new")
    call.dialed()
    call.press("1")
    assert came(house) == [CameOf.BUSY, CameOf.REACHED]


def test_a_senator_who_leaves_during_their_own_leg_is_passed_over(house: House) -> None:
    call = at_a_leg(house)
    refresh(house, lambda one: None if one.bioguide == WELCH else one)
    call.dialed("no-answer")
    assert call.turn.state.targets[0] != WELCH
    assert came(house) == [CameOf.NO_ANSWER]


def test_a_number_of_two_offices_is_counted_once_for_each_dial(house: House) -> None:
    def together(senator: Senator) -> Senator:
        offices = (replace(office, phone="+18025550177") for office in senator.offices)
        return replace(senator, offices=tuple(offices))

    refresh(house, together)
    call = at_a_leg(house)
    call.dialed("busy")  # no other number is left
    assert call.turn.connect is None
    with house.engine.connect() as connection:
        rates = answer_rates(connection, house.clock.now() - DAY)
    assert {number: rate.calls for number, rate in rates.items()} == {"+18025550177": 1}


def test_a_result_told_three_times_is_one_leg(house: House) -> None:
    call = at_a_leg(house)
    before = call.turn.state
    for status in (DialResult.BUSY, DialResult.BUSY, DialResult.COMPLETED):
        ended = Happened(Sign.DIALED, dial_status=status, seconds=9)
        house.patch.step("CA-1", before, ended, Caller(VERMONTER, OURS))
    assert came(house) == [CameOf.BUSY, CameOf.NOT_SAID]  # and the next office, which still rings


def test_a_result_that_comes_after_the_end_is_kept_and_the_end_stays_where_it_was(
    house: House,
) -> None:
    call = at_a_leg(house)
    leg = call.turn.state
    call.hang_up()
    over = house.clock.now()
    assert came(house) == [CameOf.NOT_SAID]
    house.clock.move(minutes=9)
    late = Happened(Sign.DIALED, dial_status=DialResult.BUSY)
    house.patch.step("CA-1", leg, late, Caller(VERMONTER, OURS))
    assert CameOf.BUSY in came(house)
    assert house.legs[0].ended_at == over


def test_a_leg_ends_when_its_word_comes_and_not_before(house: House) -> None:
    call = dialed_in(house, TEXAN)
    call.press("1")
    assert house.legs[0].ended_at is None
    house.clock.move(seconds=70)
    call.dialed()
    assert house.legs[0].ended_at == house.clock.now()
