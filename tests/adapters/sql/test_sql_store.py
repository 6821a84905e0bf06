"""One transaction at a time, and jobs only after the commit."""

import sqlite3
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import StatementError

from service.adapters.sql.store import ATTEMPTS, SqlStore
from service.adapters.sql.tables import SUPPRESSIONS
from service.domain.conversation import Conversation
from service.domain.leg_result import DialResult
from service.domain.records import Supporter
from service.ports.store import RowRefused, StoreDown, Transaction
from tests.twins.house import House
from tests.twins.phone_call import dialed_in

NOW = datetime(2026, 12, 1, 16, 0, tzinfo=UTC)
only_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def stop(tx: Transaction) -> None:
    tx.supporters.suppress("+18025550142", NOW)


def test_what_fails_is_rolled_back_and_asks_for_no_job(house: House) -> None:
    def work(tx: Transaction) -> None:
        stop(tx)
        tx.later("ring", 1)
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        house.store.run(work)
    assert house.rows(SUPPRESSIONS) == []
    assert house.queue.take() is None


def test_a_job_is_asked_for_once_and_after_the_commit(house: House) -> None:
    seen = []
    enqueue = house.queue.enqueue

    def look(job: str, row_id: int) -> None:
        seen.append(len(house.rows(SUPPRESSIONS)))
        enqueue(job, row_id)

    house.queue.enqueue = look  # type: ignore[method-assign]
    house.store.run(lambda tx: (stop(tx), tx.later("ring", 1), tx.later("ring", 1)))
    assert seen == [1]


def conflict(tx: Transaction) -> None:
    """What another writer who was there first looks like."""
    row = {"phone_hash": b"x" * 32, "since": NOW}
    tx.supporters._connection.execute(insert(SUPPRESSIONS).values([row, row]))  # type: ignore[attr-defined]


def test_a_conflict_is_run_again(house: House) -> None:
    attempts = []

    def work(tx: Transaction) -> str:
        attempts.append(tx)
        if len(attempts) < ATTEMPTS:
            conflict(tx)
        stop(tx)
        return "done"

    assert house.store.run(work) == "done"
    assert len(attempts) == ATTEMPTS
    assert len(house.rows(SUPPRESSIONS)) == 1


def test_what_is_told_to_a_line_is_told_once_and_after_the_commit(house: House) -> None:
    call = dialed_in(house)
    call.press("1")
    house.switchboard.away = False
    (leg,) = house.legs
    attempts = []

    def work(tx: Transaction) -> None:
        attempts.append(tx)
        tx.legs.end(leg.call_id, leg.step, DialResult.BUSY, 0, NOW)
        if len(attempts) < ATTEMPTS:
            conflict(tx)
        assert house.switchboard.heard == []

    house.store.run(work)
    assert [news.number for news in house.switchboard.heard] == [leg.office_number]


def test_a_conflict_without_end_is_told_as_a_row_that_is_refused(house: House) -> None:
    with pytest.raises(RowRefused, match="a row conflicts with another"):
        house.store.run(conflict)


def test_a_path_in_a_missing_directory_is_a_store_that_does_not_answer(tmp_path: Path) -> None:
    house = House(f"sqlite:///{tmp_path}/nowhere/patchline.db")
    with pytest.raises(StoreDown, match="check DATABASE_URL"):
        house.store.run(stop)


def test_a_file_that_is_no_database_is_a_store_that_does_not_answer(tmp_path: Path) -> None:
    path = tmp_path / "patchline.db"
    path.write_bytes(b"not a database at all" * 100)
    with pytest.raises(StoreDown):
        House(f"sqlite:///{path}").store.run(stop)


@only_sqlite
def test_a_database_locked_by_another_is_waited_for_and_then_given_up(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.adapters.sql.engine.BUSY_SECONDS", 0.1)
    impatient = House(house.url)
    other = sqlite3.connect(str(impatient.engine.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreDown):
        impatient.store.run(stop)
    other.execute("ROLLBACK")
    impatient.store.run(stop)
    other.close()


def test_writers_who_come_together_all_get_their_turn(store: SqlStore) -> None:
    def join(number: int) -> None:
        supporter = Supporter(0, f"+1802555{number:04d}", Conversation())
        store.run(lambda tx: tx.supporters.save(supporter, NOW))

    threads = [threading.Thread(target=join, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = [
        store.run(lambda tx, n=number: tx.supporters.find(f"+1802555{n:04d}"))  # type: ignore[misc]
        for number in range(16)
    ]
    assert all(found)


def test_who_reads_first_and_writes_later_is_not_overtaken(store: SqlStore) -> None:
    other = threading.Thread(
        target=lambda: store.run(lambda tx: tx.supporters.suppress("+18025550143", NOW))
    )

    def work(tx: Transaction) -> None:
        assert not tx.supporters.suppressed("+18025550142")
        other.start()
        other.join(0.2)
        stop(tx)

    store.run(work)
    other.join()
    for number in ("+18025550142", "+18025550143"):
        assert store.run(lambda tx, n=number: tx.supporters.suppressed(n))  # type: ignore[misc]


def test_a_moment_without_a_zone_is_refused(store: SqlStore) -> None:
    naive = datetime(2026, 12, 1, 16, 0)  # noqa: DTZ001
    with pytest.raises(StatementError, match="without a time zone"):
        store.run(lambda tx: tx.supporters.suppress("+18025550142", naive))


def test_moments_come_back_in_utc_with_their_zone(house: House) -> None:
    house.store.run(stop)
    (row,) = house.rows(SUPPRESSIONS)
    assert row.since == NOW
    assert row.since.tzinfo is UTC


def test_no_failure_shows_what_was_to_be_stored(tmp_path: Path) -> None:
    house = House(f"sqlite:///{tmp_path}/empty.db")
    with pytest.raises(StoreDown) as raised:
        house.store.run(stop)
    cause = raised.value.__cause__
    assert "8025550142" not in f"{raised.value!r} {cause!r} {cause}"
