"""A ring is placed once, whoever comes at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from itertools import pairwise

from service.domain.limits import HALT_LASTS
from service.domain.records import CallStatus
from service.ports.carrier import Accepted
from tests.twins.house import House
from tests.twins.promises import promise


def test_a_job_that_comes_twice_rings_once(house: House) -> None:
    (call_id,) = promise(house)
    house.place(call_id)
    house.place(call_id)
    assert len(house.carrier.calls) == 1


def test_a_job_that_comes_eight_times_at_once_rings_once(house: House) -> None:
    (call_id,) = promise(house)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(house.place, [call_id] * 8))
    assert len(house.carrier.calls) == 1
    assert house.statuses() == [CallStatus.RINGING]


def test_a_job_that_comes_again_while_the_first_waits_its_turn_rings_once(house: House) -> None:
    first, second = promise(house, people=2)
    house.place(first)

    def comes_again() -> None:
        house.clock.while_asleep = lambda: None
        house.place(second)

    house.clock.while_asleep = comes_again
    house.place(second)
    assert len(house.carrier.calls) == 2


def test_it_is_committed_as_dialing_before_the_carrier_is_asked(house: House) -> None:
    seen: list[str] = []
    house.carrier.before_answering = lambda _token: seen.extend(house.statuses())
    house.place(*promise(house))
    assert seen == [CallStatus.DIALING]


def test_workers_share_one_pace(house: House) -> None:
    house.call_rate = 2.0
    house.wire()
    rung: list[datetime] = []
    house.carrier.before_answering = lambda _token: rung.append(house.clock.now())
    other = House(house.url, clock=house.clock, carrier=house.carrier, call_rate=2.0)
    for number, call_id in enumerate(promise(house, people=6)):
        (other if number % 2 else house).place(call_id)
    other.engine.dispose()
    gaps = [(b - a).total_seconds() for a, b in pairwise(rung)]
    assert gaps == [0.5] * 5


def test_a_halt_that_begins_while_a_call_waits_its_turn_holds_it_up(house: House) -> None:
    first, second = promise(house, people=2)
    house.place(first)
    now = house.clock.now()
    until = now + HALT_LASTS
    house.clock.while_asleep = lambda: house.store.run(lambda tx: tx.halts.begin(20003, now, until))
    house.place(second)
    assert len(house.carrier.calls) == 1
    house.clock.move(minutes=6)
    house.sweep()
    house.work()
    assert len(house.carrier.calls) == 2


def test_a_webhook_that_is_quicker_than_the_answer_stands(house: House) -> None:
    house.carrier.before_answering = lambda token: house.patch.rung(token, "CA-quick")
    house.work()
    promise(house)
    house.work()
    (row,) = house.rows()
    assert (row.status, row.call_sid) == (CallStatus.IN_PROGRESS, "CA-quick")


def test_a_carrier_that_gives_two_calls_one_sid_harms_neither(house: House) -> None:
    house.carrier.answers = [Accepted("CA-same"), Accepted("CA-same")]
    promise(house, people=2)
    house.work()
    assert house.statuses() == [CallStatus.RINGING] * 2
    assert [row.call_sid for row in house.rows()] == ["CA-same", None]
