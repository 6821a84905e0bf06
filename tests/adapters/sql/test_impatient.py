"""A webhook loses at most a second to a database that hangs, and what it gave up is not done."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, make_url, select

from service.adapters.sql.engine import open_engine
from service.adapters.sql.impatient import PATIENCE_SECONDS, ImpatientStore
from service.adapters.sql.mark import leave_mark
from service.adapters.sql.store import SqlStore
from service.adapters.sql.tables import BEATS, HALTS
from service.adapters.vault import Vault
from service.ports.store import StoreDown, Transaction
from tests.processes import wait_until
from tests.twins.house import HASH_KEY, PHONE_KEY
from tests.twins.lines import LinesTwin
from tests.twins.queue import QueueTwin

NOW = datetime(2026, 12, 1, 16, 0, tzinfo=UTC)


@pytest.fixture
def engine(database: str) -> Iterator[Engine]:
    engine = open_engine(database)
    yield engine
    engine.dispose()


@pytest.fixture
def store(engine: Engine) -> ImpatientStore:
    sql = SqlStore(engine, Vault(PHONE_KEY, HASH_KEY), QueueTwin(), LinesTwin())
    return ImpatientStore(sql, lambda: leave_mark(engine, NOW))


@contextmanager
def locked(url: str) -> Iterator[None]:
    """Nobody else can write while this goes on."""
    path = make_url(url).database
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(str(path), isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield
        return
    with psycopg.connect(url.replace("+psycopg", "")) as server, server.transaction():
        server.execute("LOCK TABLE halts, supporters")
        yield


def halt(tx: Transaction) -> None:
    tx.halts.begin(20003, NOW, NOW)


def is_halted(engine: Engine) -> bool:
    with engine.connect() as connection:
        return connection.execute(select(HALTS)).first() is not None


def seconds(work: Callable[[], object]) -> float:
    began = time.monotonic()
    with pytest.raises(StoreDown):
        work()
    return time.monotonic() - began


def answers(store: ImpatientStore) -> bool:
    try:
        store.run(lambda tx: None)
    except StoreDown:
        return False
    return True


def test_a_lock_costs_one_webhook_a_second_and_later_ones_nothing(
    store: ImpatientStore, database: str
) -> None:
    with locked(database):
        first = seconds(lambda: store.run(halt))
        later = []
        while len(later) < 60:
            later.append(seconds(lambda: store.run(halt)))
            time.sleep(0.05)
        assert first < PATIENCE_SECONDS + 0.5
        assert max(later) < 0.5
    wait_until(lambda: answers(store), seconds=20)


def test_what_was_given_up_is_not_done_when_the_database_is_back(
    store: ImpatientStore, engine: Engine, database: str
) -> None:
    begun: list[int] = []

    def work(tx: Transaction) -> None:
        halt(tx)
        begun.append(1)

    with locked(database):
        assert seconds(lambda: store.run(work)) >= PATIENCE_SECONDS
        assert begun == []
    wait_until(lambda: begun != [], seconds=20)
    wait_until(lambda: answers(store), seconds=20)
    assert not is_halted(engine)
    store.run(work)
    assert is_halted(engine)


def test_a_mark_is_left_again_and_again(engine: Engine) -> None:
    for hour in (16, 17):
        leave_mark(engine, NOW.replace(hour=hour))
    with engine.connect() as connection:
        (row,) = connection.execute(select(BEATS))
    assert row.at == NOW.replace(hour=17)


def test_no_mark_is_left_where_there_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(StoreDown, match="check DATABASE_URL"):
        leave_mark(open_engine(f"sqlite:///{tmp_path}/none/at/all.db"), NOW)


def test_whoever_is_refused_at_once_is_told_why(store: ImpatientStore, engine: Engine) -> None:
    store.run(lambda tx: None)
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE beats RENAME TO bx")
        connection.exec_driver_sql("ALTER TABLE halts RENAME TO hx")
    for _ in range(3):
        with pytest.raises(StoreDown, match="a table is missing"):
            store.run(halt)
