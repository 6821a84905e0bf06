"""What only a database that lets writers work side by side brings about."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import update

from service.adapters.sql.engine import open_engine
from service.adapters.sql.tables import CALLS, SUPPORTERS
from service.domain.records import CallStatus
from service.ports.store import RowRefused, StoreDown, Transaction
from tests.conftest import POSTGRES
from tests.twins.house import TEXAN, VERMONTER, House

pytestmark = pytest.mark.parametrize("database", [POSTGRES], indirect=True)


def test_two_who_lock_each_other_out_are_both_served(house: House) -> None:
    house.text("S54 05401", VERMONTER)
    house.text("S54 78701", TEXAN)
    both = Barrier(2)
    attempts = []

    def work(tx: Transaction, first: str, second: str) -> None:
        assert tx.supporters.find(first)
        attempts.append(first)
        if len(attempts) <= 2:
            both.wait(10)
        assert tx.supporters.find(second)

    with ThreadPoolExecutor(2) as threads:
        numbers = (VERMONTER.e164, TEXAN.e164)
        served = [
            threads.submit(house.store.run, lambda tx, o=order: work(tx, *o))  # type: ignore[misc]
            for order in (numbers, numbers[::-1])
        ]
        assert [one.result() for one in served] == [None, None]
    assert len(attempts) > len(served)


def test_a_row_that_is_locked_for_ever_is_given_up(house: House) -> None:
    house.text("S54 05401")
    hasty = House(f"{house.url}&options=-c%20lock_timeout%3D100ms", clock=house.clock)
    with house.engine.begin() as connection:
        connection.execute(update(SUPPORTERS).values(misses=1))
        with pytest.raises(StoreDown, match="lock timeout"):
            hasty.text("HELP", sid="SM-2")
    assert hasty.text("HELP", sid="SM-2")


def test_a_statement_that_never_ends_is_given_up(house: House) -> None:
    hasty = House(f"{house.url}&options=-c%20statement_timeout%3D100ms", clock=house.clock)

    def endless(tx: Transaction) -> None:
        tx.supporters._connection.exec_driver_sql("SELECT pg_sleep(60)")  # type: ignore[attr-defined]

    with pytest.raises(StoreDown, match="statement timeout"):
        hasty.store.run(endless)


def test_a_value_that_it_cannot_hold_is_a_row_that_is_refused(house: House) -> None:
    with pytest.raises(RowRefused, match="it refuses a value"):
        house.text("HELP", sid="SM\0")
    assert house.text("HELP", sid="SM-2")


def test_more_work_than_connections_is_told_as_a_store_that_does_not_answer(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool = {"pool_size": 1, "max_overflow": 0, "pool_timeout": 0.1}
    monkeypatch.setattr("service.adapters.sql.engine._POOL", pool)
    narrow = House(house.url)
    with (
        narrow.engine.connect(),
        pytest.raises(StoreDown, match="every connection to it is in use"),
    ):
        narrow.store.run(lambda tx: tx.supporters.find("+18025550142"))
    assert narrow.text("HELP")


def test_a_server_that_ended_the_connection_is_asked_again(house: House) -> None:
    assert house.text("S54 05401")
    with open_engine(house.url).connect() as other:
        other.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    assert house.text("HELP")


def test_time_limits_hold_unless_the_work_is_patient(house: House) -> None:
    def setting(name: str, *, patient: bool = False) -> object:
        with open_engine(house.url, patient=patient).connect() as connection:
            return connection.exec_driver_sql(f"SHOW {name}").scalar()

    assert setting("statement_timeout") == "10s"
    assert setting("statement_timeout", patient=True) == "0"
    assert setting("lock_timeout", patient=True) == setting("lock_timeout") == "4s"
    assert setting("idle_in_transaction_session_timeout") == "30s"
    assert setting("application_name") == "patchline"


def test_the_sweep_leaves_alone_what_somebody_is_at_work_on(house: House) -> None:
    house.ring()
    house.store.run(lambda tx: tx.calls.move(1, CallStatus.DIALING, house.clock.now()))
    house.clock.move(minutes=3)
    with house.engine.begin() as connection:
        connection.execute(update(CALLS).values(status=CallStatus.COMPLETED))
        house.sweep()
    assert house.statuses() == [CallStatus.COMPLETED]


def test_a_connection_that_is_ended_amid_work_is_not_used_again(house: House) -> None:
    def work(tx: Transaction) -> None:
        assert not tx.supporters.find(VERMONTER.e164)
        with open_engine(house.url).connect() as other:
            other.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        tx.supporters.find(VERMONTER.e164)

    with pytest.raises(StoreDown, match="terminating connection"):
        house.store.run(work)
    assert house.text("HELP")
