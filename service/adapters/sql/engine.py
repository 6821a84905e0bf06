"""Opening the database, with what each kind needs so that several processes can share it."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url

from service.adapters.sql.driver import ask
from service.adapters.sql.sqlite_file import SqliteFile
from service.domain.errors import PatchlineError

log = logging.getLogger(__name__)


class DriverMissing(PatchlineError):
    """The database's own Python package is not installed."""


CONNECT_SECONDS = 5
"""How long a server may take to accept a connection."""
BUSY_SECONDS = 5
"""How long a writer waits for another on SQLite."""

_LOG_PATIENCE = 0.1
"""Seconds."""

_POOL = {"pool_size": 8, "max_overflow": 12, "pool_timeout": 2, "pool_pre_ping": True}
"""One connection for each thread of the web server, and some for work that was given up on; no
process has more threads that ask at once than both together. Those beyond are closed after use."""

_CONNECT: dict[str, str | int] = {
    "application_name": "patchline",
    # Milliseconds until a server that has vanished from the network is given up.
    "tcp_user_timeout": 10_000,
}
_LOCKS = "-c lock_timeout=4s"
# A process that is frozen amid a transaction must not lock its rows for ever.
_HURRY = f"{_LOCKS} -c statement_timeout=10s -c idle_in_transaction_session_timeout=30s"

_HASTY = "-c synchronous_commit=off"

_READING = "patchline_reading"
"""The execution option of a connection that only reads."""

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA foreign_keys=ON",
    # What is erased must not linger in freed pages.
    "PRAGMA secure_delete=ON",
)


def open_engine(
    url: str,
    *,
    patient: bool = False,
    hasty: bool = False,
    makes: bool = False,
    connect_seconds: int = CONNECT_SECONDS,
) -> Engine:
    """An engine for a SQLAlchemy URL. Connects only when first used. Raises DriverMissing.

    Only whoever ``makes`` a database has SQLite make the file that is not there: to all others it
    is away.

    On Postgres a connection is given up after ``connect_seconds``, two at least, and a statement
    after ten, unless ``patient``; what the URL says itself wins. What is committed survives a power
    cut, unless ``hasty``: then only once something was committed after it that does.
    """
    parts = make_url(url)
    if parts.get_backend_name() != "sqlite":
        options = _LOCKS if patient else _HURRY
        if not hasty:
            return _open_server(parts, options, connect_seconds)
        # Not asked first whether it is still there: what is done in haste can be done anew.
        return _open_server(parts, f"{options} {_HASTY}", connect_seconds, pool_pre_ping=False)
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS})
    if not makes:
        SqliteFile(parts.database or "").watch(engine)
    # A confirmed stop must survive a power cut.
    synchronous = f"PRAGMA synchronous={'NORMAL' if hasty else 'FULL'}"
    event.listen(engine, "connect", partial(_prepare_sqlite, (*_PRAGMAS, synchronous)))
    event.listen(engine, "begin", _begin_sqlite)
    return engine


@contextmanager
def snapshot(engine: Engine, **options: Any) -> Iterator[Connection]:
    """A connection that sees every table as it was at one moment, writes nothing and keeps no
    writer waiting, however long it reads. ``options`` are SQLAlchemy's execution options.
    """
    if engine.dialect.name == "postgresql":
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with engine.connect().execution_options(**{_READING: True}, **options) as connection:
        yield connection


def _open_server(url: URL, options: str, connect_seconds: int, **pool: Any) -> Engine:
    asked = {**_CONNECT, "connect_timeout": connect_seconds, "options": options}
    ours = {name: value for name, value in asked.items() if name not in url.query}
    try:
        return create_engine(url, hide_parameters=True, connect_args=ours, **_POOL | pool)
    except ModuleNotFoundError as error:
        raise DriverMissing(
            f"DATABASE_URL needs the package {error.name}, which is not installed: install it "
            "beside Patchline, or remove DATABASE_URL to use SQLite"
        ) from error


def empty_log(engine: Engine) -> None:
    """Empty SQLite's write-ahead log, where erased content stands until it is written over.

    Left for the next time where somebody is reading: nobody waits long for it.
    """
    path = engine.url.database
    if engine.dialect.name != "sqlite" or not path:
        return
    try:
        # Not one of the pool's: it has a patience of its own, and the work is done already.
        with closing(SqliteFile(path).open(timeout=_LOG_PATIENCE)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error as error:
        log.info("the write-ahead log could not be emptied now: %s", error)


def _prepare_sqlite(pragmas: tuple[str, ...], connection: Any, _record: object) -> None:
    # The driver's own transaction handling would begin too late to keep writers apart.
    connection.isolation_level = None
    for pragma in pragmas:
        connection.execute(pragma)


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get(_READING)
    # A transaction that reads first and writes later would fail under a second writer.
    ask(connection, "BEGIN" if reading else "BEGIN IMMEDIATE")
