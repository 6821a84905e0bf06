"""People are locked before their calls and texts, so that no two transactions lock each other out.

A database takes a second to find out that two did, and nobody on the phone has that.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Connection, Table, select

from service.adapters.sql.tables import CALLS, MESSAGES, SUPPORTERS
from service.domain.records import CallStatus, MessageStatus
from service.ports.carrier import NotNow, Refused
from tests.conftest import POSTGRES
from tests.processes import wait_until
from tests.twins.house import House, RungCall, dialed_in

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
