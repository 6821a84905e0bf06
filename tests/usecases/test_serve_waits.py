"""Those who wait are rung first come first served, as fast as lines free up."""

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from threading import Barrier

import pytest
from sqlalchemy import update

from service.adapters.sql.tables import SUPPORTERS, WAITS
from service.domain.limits import HALT_LASTS
from service.domain.line import LineState
from service.domain.routing import LineView
from service.domain.waiting import WaitKind, WaitStatus
from service.ports.store import Transaction
from tests.twins.house import House
from tests.twins.phone_call import dialed_in
from tests.twins.waiting import (
    WELCH,
    person,
    rung,
    serve,
    statuses,
    waits,
)


def e164(*numbers: int) -> list[str]:
    return [person(number).e164 for number in numbers]


def test_who_came_first_is_rung_first_and_no_more_than_lines_are_free(house: House) -> None:
    for number in range(5):
        waits(house, number)
    serve(house, rounds=10)
    assert rung(house) == e164(0, 1)
    house.clock.move(seconds=90)
    serve(house, rounds=10)
    assert rung(house) == e164(0, 1, 2, 3)


def test_what_is_known_of_the_lines_sets_the_pace(house: House) -> None:
    answered = LineState(house.clock.now(), answered=1.0)
    house.lines = LineView(dict.fromkeys(_numbers(house), answered), most=3)
    for number in range(8):
        waits(house, number)
    serve(house)
    assert len(rung(house)) == 6  # two numbers, three calls each


def test_nobody_is_rung_while_every_line_is_full_or_was_just_busy(house: House) -> None:
    waits(house)
    numbers = _numbers(house)
    house.lines = LineView(most=3, in_flight=dict.fromkeys(numbers, 3))
    serve(house)
    busy = LineState(house.clock.now(), refused_at=house.clock.now())
    house.lines = LineView(states=dict.fromkeys(numbers, busy))
    serve(house)
    house.lines = LineView(full=frozenset(numbers))
    serve(house)
    assert rung(house) == []
    house.lines = LineView()
    serve(house)
    assert rung(house) == e164(0)


def test_losing_all_of_redis_loses_no_promise(house: House) -> None:
    waits(house)
    house.serve_waits()
    house.queue.lose_everything()
    serve(house, rounds=2)
    assert rung(house) == []
    house.sweep()
    house.work()
    assert rung(house) == e164(0)


def test_several_schedulers_ring_nobody_twice_and_no_more_than_lines_are_free(
    house: House,
) -> None:
    for number in range(6):
        waits(house, number)
    all_have_read_the_line = Barrier(3)

    def look(_numbers: Collection[str], _now: datetime) -> LineView:
        all_have_read_the_line.wait(timeout=10)
        return LineView(most=1)

    scheduler = replace(house.serve_waits, look=look)
    with ThreadPoolExecutor(3) as threads:
        list(threads.map(lambda _: scheduler(), range(3)))
    house.work()
    assert sorted(rung(house)) == e164(0, 1)


def test_whoever_perhaps_said_stop_keeps_the_place_and_the_next_is_rung(house: House) -> None:
    waits(house, 0)
    waits(house, 1)
    house.text("enough already", person(0))
    serve(house)
    assert rung(house) == e164(1)
    house.text("CALL", person(0))
    house.work()
    assert rung(house) == e164(1, 0)
    assert statuses(house) == [WaitStatus.WAITING, WaitStatus.RINGING]


def test_at_closing_time_everybody_keeps_the_place_until_the_morning_and_is_told(
    house: House,
) -> None:
    for number in range(4):
        waits(house, number)
    house.clock.move(hours=7, minutes=1)  # 18:01 in Washington
    serve(house, rounds=3)
    assert rung(house) == []
    assert {row.kind for row in house.rows(WAITS)} == {WaitKind.OPENING}
    assert [text.to for text in house.carrier.texts] == e164(0, 1, 2, 3)
    assert "we ring you on Wednesday at 9:00 AM Eastern time" in house.carrier.texts[0].body
    house.clock.move(hours=15)
    serve(house)
    assert rung(house) == e164(0, 1)
    assert len(house.carrier.texts) == 4


def test_three_hundred_openings_are_not_rung_at_once(house: House) -> None:
    house.clock.move(hours=14)  # one at night
    call = dialed_in(house, person(0))
    call.press("2")
    call.hang_up()
    house.store.run(partial(_wait_beside, house, 299))
    house.clock.move(hours=8)  # nine
    serve(house, rounds=5)
    assert rung(house) == e164(0, 1)
    house.clock.move(seconds=90)
    serve(house)
    assert rung(house) == e164(0, 1, 2, 3)
    assert len(house.rows(WAITS)) == 300


def test_nobody_is_rung_in_their_own_night(house: House) -> None:
    waits(house, 0)
    with house.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE supporters SET time_zone = 'Pacific/Honolulu'")
    serve(house, rounds=3)  # six in the morning there
    assert rung(house) == []
    assert statuses(house) == [WaitStatus.WAITING]
    house.clock.move(hours=2)
    serve(house)
    assert rung(house) == e164(0)


def test_nothing_is_promised_while_everything_is_halted(house: House) -> None:
    waits(house)
    now = house.clock.now()
    house.store.run(lambda tx: tx.halts.begin(20003, now, now + HALT_LASTS))
    serve(house)
    assert statuses(house) == [WaitStatus.WAITING]


def test_a_clock_that_is_set_back_stops_no_line(house: House) -> None:
    waits(house, 0)
    serve(house)
    for number in (1, 2):
        waits(house, number)
    house.clock.set_back(hours=1)
    serve(house)
    assert rung(house) == e164(0, 1, 2)


def test_a_damaged_row_holds_up_nobody_else(house: House, caplog: pytest.LogCaptureFixture) -> None:
    for number in range(3):
        waits(house, number)
    with house.engine.begin() as connection:
        first = update(SUPPORTERS).where(SUPPORTERS.c.id == 1)
        connection.execute(first.values(phone_sealed=b"damaged"))
    serve(house)
    assert rung(house) == e164(1, 2)
    assert "wait 1 is passed over" in caplog.text


def test_people_far_back_are_told_when_the_wait_changes_much_and_not_too_often(
    house: House,
) -> None:
    for number in range(40):
        waits(house, number)
    house.lines = LineView(most=1, full=frozenset(_numbers(house)[1:]))
    for _ in range(40):
        serve(house, seconds=95)
    told = [text for text in house.carrier.texts if text.to == person(39).e164]
    assert 1 <= len(told) <= 3
    assert "We expect to ring you in about" in told[0].body
    moments = sorted(row.told_at for row in house.rows(WAITS)[-1:])
    assert moments[0] > house.clock.now() - timedelta(minutes=70)


def _wait_beside(house: House, others: int, tx: Transaction) -> None:
    """So many more people wait for what the first one waits for."""
    first, now = tx.supporters.find(person(0).e164), house.clock.now()
    assert first is not None
    wait = tx.waits.of(first.id)
    assert wait is not None
    for number in range(1, others + 1):
        other = tx.supporters.save(replace(first, id=0, e164=person(number).e164), now)
        joined_at = wait.joined_at + timedelta(seconds=number)
        beside = replace(wait, id=0, supporter_id=other.id, joined_at=joined_at, promised_in=None)
        tx.waits.save(beside, now)


def _numbers(house: House) -> list[str]:
    senator = house.knowledge.directory.senator(WELCH)
    assert senator is not None
    return [office.phone for office in senator.offices]
