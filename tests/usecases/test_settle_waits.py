"""Every promise of a ring is kept once or called off, and its person told."""

from dataclasses import replace

import pytest

from service.adapters.sql.tables import WAITS
from service.domain.limits import RETRY_AFTER, RING_PATIENCE
from service.domain.records import CallStatus
from service.domain.waiting import WaitStatus
from service.ports.carrier import NotNow, Refused
from tests.twins.house import House
from tests.twins.phone_call import dialed_in
from tests.twins.waiting import (
    SANDERS,
    WELCH,
    person,
    ring_of,
    rung,
    serve,
    statuses,
    to_the_offer,
    untaken,
    waits,
)


def e164(*numbers: int) -> list[str]:
    return [person(number).e164 for number in numbers]


def test_the_ring_is_for_whom_they_waited(house: House) -> None:
    waits(house, both=True)
    serve(house)
    call = ring_of(house)
    call.answer()
    assert "You asked us to call" in call.said
    call.press("1")
    assert call.turn.state.targets == (WELCH, SANDERS)
    assert statuses(house) == [WaitStatus.KEPT]


def test_a_ring_that_nobody_takes_is_tried_once_more_and_then_owned_up_to_once(
    house: House,
) -> None:
    waits(house)
    serve(house)
    untaken(house)
    serve(house, rounds=3)
    assert statuses(house) == [WaitStatus.RINGING]
    house.clock.move(seconds=RETRY_AFTER.total_seconds())
    house.sweep()
    house.work()
    second = ring_of(house)
    assert rung(house) == e164(0, 0)
    second.answer()
    assert second.turn.state.targets == (WELCH,)
    untaken(house)
    serve(house, rounds=5)
    assert statuses(house) == [WaitStatus.MISSED]
    (text,) = house.carrier.texts
    assert "did not reach you, so we no longer hold your place" in text.body


def test_a_second_try_that_is_taken_keeps_the_promise(house: House) -> None:
    waits(house)
    serve(house)
    untaken(house)
    house.clock.move(seconds=RETRY_AFTER.total_seconds())
    house.sweep()
    house.work()
    second = ring_of(house)
    second.answer()
    second.press("1")
    assert statuses(house) == [WaitStatus.KEPT]
    second.hang_up()
    serve(house, rounds=3)
    assert len(rung(house)) == 2


def test_a_line_busy_again_gives_back_the_place_that_was_held(house: House) -> None:
    waits(house, 0)
    serve(house)
    house.clock.move(minutes=2)
    for number in (1, 2, 3):
        waits(house, number)
    call = ring_of(house)
    call.answer()
    call.press("1")
    to_the_offer(call).press("2")
    call.hang_up()
    kept, *others, again = house.rows(WAITS)
    assert (kept.status, again.joined_at) == (WaitStatus.KEPT, kept.joined_at)
    house.clock.move(minutes=2)
    serve(house)
    assert rung(house) == e164(0, 0, 1)
    assert len(others) == 3


@pytest.mark.parametrize("word", ["STOP", "FORGET", "wrong number"])
def test_whoever_stops_while_they_wait_is_never_rung(house: House, word: str) -> None:
    waits(house)
    house.text(word, person())
    serve(house, rounds=3)
    assert rung(house) == []


def test_whoever_stops_between_promise_and_ring_is_never_rung(house: House) -> None:
    waits(house)
    house.serve_waits()
    house.text("STOP", person())
    house.work()
    serve(house, rounds=3)
    assert rung(house) == []
    assert statuses(house) == [WaitStatus.LEFT]


def test_whoever_is_on_the_phone_with_us_is_rung_afterwards(house: House) -> None:
    waits(house, 0)
    again = dialed_in(house, person(0), "CA-again")
    serve(house)
    assert rung(house) == []
    again.hang_up()
    serve(house)
    assert rung(house) == e164(0)


def test_a_call_that_they_ask_for_meanwhile_costs_no_place(house: House) -> None:
    waits(house, 0)
    serve(house)
    untaken(house)
    serve(house)
    house.text("CALL", person(0))  # in place of the second try
    house.work()
    call = ring_of(house)
    call.answer()
    call.press("1")
    call.hang_up()
    serve(house)
    assert statuses(house) == [WaitStatus.RINGING]
    assert rung(house) == e164(0, 0, 0)


def test_whoever_has_spoken_to_the_senator_waits_for_that_one_no_more(house: House) -> None:
    house.text("S54 05401", person(0))
    waits(house, 0, both=True)
    again = dialed_in(house, person(0), "CA-again")
    again.press("1")
    again.dialed()
    again.press("1")
    (wait,) = house.rows(WAITS)
    assert (wait.senator, wait.targets) == (SANDERS, SANDERS)
    again.press("1")
    again.dialed()
    again.press("1")
    assert statuses(house) == [WaitStatus.KEPT]


def test_a_ring_held_up_until_nobody_waits_for_it_gives_back_the_place(house: House) -> None:
    waits(house)
    house.serve_waits()
    house.clock.move(seconds=RING_PATIENCE.total_seconds() + 1)
    house.work()
    assert house.statuses()[-1] == CallStatus.CANCELED
    assert house.carrier.texts == []
    serve(house, rounds=2)
    assert rung(house) == e164(0)


def test_a_ring_that_the_carrier_never_took_gives_back_the_place(house: House) -> None:
    waits(house)
    house.carrier.answers = [NotNow("busy")] * 1000
    house.serve_waits()
    for _ in range(int(RING_PATIENCE.total_seconds() // 60) + 2):
        house.work()
        house.clock.move(seconds=60)
        house.sweep()
    assert house.statuses()[-1] == CallStatus.CANCELED
    house.carrier.answers.clear()
    placed = len(rung(house))
    serve(house, rounds=2)
    assert (rung(house)[placed:], statuses(house)) == (e164(0), [WaitStatus.RINGING])
    assert house.carrier.texts == []


def test_a_number_that_cannot_be_rung_waits_no_more(house: House) -> None:
    waits(house)
    house.carrier.answers.append(Refused(21211))
    serve(house, rounds=3)
    assert statuses(house) == [WaitStatus.LEFT]
    assert len(rung(house)) == 1


def test_a_senator_who_leaves_office_ends_the_wait_in_words(house: House) -> None:
    waits(house)
    _without(house, WELCH)
    serve(house, rounds=3)
    assert statuses(house) == [WaitStatus.VOID]
    (text,) = house.carrier.texts
    assert "no office left to connect you to" in text.body


def test_the_other_senator_is_rung_for_all_the_same_and_the_call_says_who_is_gone(
    house: House,
) -> None:
    waits(house, both=True)
    _without(house, WELCH)
    serve(house, rounds=3)
    call = ring_of(house)
    call.answer()
    call.press("1")
    assert call.turn.state.targets == (SANDERS, WELCH)
    call.press("1")
    call.dialed()
    assert "vacant" in call.press("1").say[0].words


def test_a_campaign_that_ends_ends_the_wait_in_words(house: House) -> None:
    waits(house)
    with house.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE waits SET campaign = 'yesterdays'")
    serve(house, rounds=3)
    assert statuses(house) == [WaitStatus.VOID]
    assert "that campaign has ended" in house.carrier.texts[0].body


def test_a_campaign_that_ends_as_a_senator_leaves_ends_the_wait_in_words(house: House) -> None:
    waits(house, both=True)
    _without(house, WELCH)
    with house.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE waits SET campaign = 'yesterdays'")
    serve(house, rounds=4)
    assert statuses(house) == [WaitStatus.VOID]
    assert "that campaign has ended" in house.carrier.texts[0].body


def test_the_text_after_the_ring_speaks_of_whom_it_was_for(house: House) -> None:
    waits(house)
    serve(house)
    call = ring_of(house)
    call.answer()
    for _ in range(2):
        call.press("1")
    call.dialed()
    call.press("1")
    house.work()
    assert "You spoke with the office of Sen. Welch." in house.carrier.texts[0].body
    assert "Sanders" not in house.carrier.texts[0].body


def _without(house: House, bioguide: str) -> None:
    directory = house.knowledge.directory
    left = tuple(one for one in directory.senators if one.bioguide != bioguide)
    house.knowledge = replace(house.knowledge, directory=replace(directory, senators=left))
    house.wire()
