"""Opening the database, with what SQLite needs to behave like one that several processes share."""

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url

from service.domain.errors import PatchlineError


class DriverMissing(PatchlineError):
    """The database's own Python package is not installed."""


BUSY_SECONDS = 5
"""How long a writer waits for another on SQLite."""

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    # A confirmed stop must survive a power cut.
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    # What is erased must not linger in freed pages.
    "PRAGMA secure_delete=ON",
)


def open_engine(url: str) -> Engine:
    """An engine for a SQLAlchemy URL. Connects only when first used. Raises DriverMissing."""
    if make_url(url).get_backend_name() != "sqlite":
        return _open_server(url)
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _open_server(url: str) -> Engine:
    try:
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    except ModuleNotFoundError as error:
        raise DriverMissing(
            f"DATABASE_URL needs the package {error.name}, which is not installed: install it "
            "beside Patchline, or remove DATABASE_URL to use SQLite"
        ) from error


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver's own transaction handling would begin too late to keep writers apart.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later would fail under a second writer.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
