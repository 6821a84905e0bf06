"""Brings a database to the tables this version needs."""

from collections.abc import Callable

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError

from service.adapters.sql.cause import cause_of, may_answer_later
from service.adapters.sql.engine import open_engine
from service.adapters.sql.schema import MIGRATIONS, Schema
from service.ports.store import MigrationFailed, NotMigratedYet

_ONE_AT_A_TIME = 7_282_454
"""The number of the lock that two migrations of one Postgres database wait for each other by."""


def upgrade(url: str, revision: str = "head") -> None:
    """Run every migration up to a revision; does nothing on a database that is up to date.

    Raises:
        NotMigratedYet: the database does not answer.
        MigrationFailed: it refuses.
        SchemaFault: the database is newer than this version.
    """
    _run(url, command.upgrade, revision)


def downgrade(url: str, revision: str) -> None:
    """Undo migrations down to a revision; ``base`` removes every table.

    Raises:
        NotMigratedYet: the database does not answer.
        MigrationFailed: it refuses.
        SchemaFault: the database is newer than this version.
    """
    _run(url, command.downgrade, revision)


def _run(url: str, direction: Callable[[Config, str], None], revision: str) -> None:
    engine = open_engine(url, patient=True, makes=True)
    _loosen_references(engine)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    try:
        with engine.begin() as connection:
            _wait_for_others(connection)
            Schema().require_known(connection)
            config.attributes["connection"] = connection
            direction(config, revision)
            _check_references(connection)
    except DBAPIError as error:
        cause = cause_of(error)
        kind = NotMigratedYet if may_answer_later(error) else MigrationFailed
        raise kind(
            f"the database could not be brought up to date ({cause.found}): {cause.cure}"
        ) from error
    finally:
        engine.dispose()


def _loosen_references(engine: Engine) -> None:
    """Let SQLite replace a table by its altered copy without taking along what refers to it."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda raw, _record: raw.execute("PRAGMA foreign_keys=OFF"))


def _check_references(connection: Connection) -> None:
    if connection.dialect.name == "sqlite" and (
        broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    ):
        raise MigrationFailed(
            f"a row of {broken[0]} would refer to nothing in {broken[2]}: nothing was changed; "
            "please report it"
        )


def _wait_for_others(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME})")
