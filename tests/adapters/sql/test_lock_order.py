"""People are locked before their calls and texts, so that no two transactions lock each other out.

A database takes a second to find out that two did, and nobody on the phone has that.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Connection, Table, select

from service.adapters.sql.tables import CALLS, MESSAGES, SUPPORTERS
from service.domain.records import CallStatus
from service.domain.text_records import MessageStatus
from service.ports.carrier import NotNow, Refused
from tests.conftest import POSTGRES
from tests.processes import wait_until
from tests.twins.house import TEXAN, VERMONTER, House
from tests.twins.phone_call import RungCall, dialed_in

pytestmark = pytest.mark.parametrize("database", [POSTGRES], indirect=True)

UNREACHABLE = 30003
BUSY = 20429

_WAITING_FOR_US = (
    "SELECT count(*) FROM pg_locks "
    "WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
)


def waits_for_the_person_first(house: House, work: Callable[[], object], table: Table) -> None:
    """Fails where the work locks a row of this table before its person's."""
    with ThreadPoolExecutor(1) as threads, house.engine.begin() as ours:
        ours.execute(select(SUPPORTERS.c.id).with_for_update())
        doing = threads.submit(work)
        wait_until(lambda: doing.done() or _somebody_waits(ours))
        assert not doing.done(), doing.result()
        ours.execute(select(table.c.id).with_for_update(nowait=True))
    doing.result()


def _somebody_waits(ours: Connection) -> bool:
    return bool(ours.exec_driver_sql(_WAITING_FOR_US).scalar_one())


@pytest.mark.parametrize(
    "work",
    [
        RungCall.answer,
        lambda call: call.press("1"),
        lambda call: call.hang_up(),
        lambda call: call.ends(CallStatus.NO_ANSWER),
    ],
    ids=["answer", "key", "hang-up", "report"],
)
def test_webhooks_of_a_ring(house: House, work: Callable[[RungCall], object]) -> None:
    call = house.ring()
    call.answer()
    waits_for_the_person_first(house, lambda: work(call), CALLS)


def test_placing_a_ring(house: House) -> None:
    house.text("S54 05401")
    house.text("CALL")
    waits_for_the_person_first(house, lambda: house.place(1), CALLS)


def test_the_call_of_somebody_who_joined_during_it(house: House) -> None:
    call = dialed_in(house)
    house.text("S54 05401")
    waits_for_the_person_first(house, lambda: call.press("1"), CALLS)


def followed_up(house: House) -> None:
    """Somebody has called both senators, and is about to be texted."""
    call = house.ring()
    call.answer()
    call.press("1")
    call.through_the_senate()


@pytest.mark.parametrize(
    "answer", [Refused(UNREACHABLE), NotNow("busy", BUSY)], ids=["no", "later"]
)
def test_recording_that_a_text_was_not_taken(house: House, answer: Refused | NotNow) -> None:
    followed_up(house)
    house.carrier.answers = [answer]
    waits_for_the_person_first(house, lambda: house.send(1), MESSAGES)


def test_a_receipt(house: House) -> None:
    followed_up(house)
    house.work()
    token = house.carrier.texts[-1].token
    waits_for_the_person_first(
        house, lambda: house.receipt(token, "SM-1", MessageStatus.DELIVERED, None), MESSAGES
    )


@pytest.mark.parametrize(
    ("status", "hours"), [(CallStatus.DIALING, 1), (CallStatus.IN_PROGRESS, 6)]
)
def test_sweeping_a_call(house: House, status: CallStatus, hours: int) -> None:
    house.ring()
    house.stand(status)
    house.clock.move(hours=hours)
    waits_for_the_person_first(house, house.sweep, CALLS)


def test_a_sweep_of_many_holds_no_call_while_it_waits_for_another(house: House) -> None:
    dialed_in(house, VERMONTER, "CA-1")
    dialed_in(house, TEXAN, "CA-2")
    house.clock.move(hours=6)
    with ThreadPoolExecutor(1) as threads, house.engine.begin() as ours:
        ours.execute(select(CALLS.c.id).where(CALLS.c.call_sid == "CA-2").with_for_update())
        doing = threads.submit(house.sweep)
        wait_until(lambda: doing.done() or _somebody_waits(ours))
        other = select(CALLS.c.id).where(CALLS.c.call_sid == "CA-1")
        ours.execute(other.with_for_update(nowait=True))
    doing.result()
    assert house.statuses() == [CallStatus.UNKNOWN] * 2


def test_a_sid_that_another_call_has_does_not_wait_for_that_call(house: House) -> None:
    house.text("S54 05401")
    house.text("CALL")
    dialed_in(house, TEXAN, "CA-2")
    now = house.clock.now()
    with ThreadPoolExecutor(1) as threads, house.engine.begin() as ours:
        ours.execute(select(CALLS.c.id).where(CALLS.c.call_sid == "CA-2").with_for_update())
        doing = threads.submit(
            house.store.run, lambda tx: tx.calls.move(1, CallStatus.RINGING, now, sid="CA-2")
        )
        wait_until(lambda: doing.done() or _somebody_waits(ours))
        assert doing.done()
    doing.result()
    assert [row.call_sid for row in house.rows()] == [None, "CA-2"]
