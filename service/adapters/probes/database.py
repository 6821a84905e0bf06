"""Looks at the database in one transaction that changes nothing."""

from pathlib import Path

from sqlalchemy import Connection, func, make_url, select, text
from sqlalchemy.exc import DBAPIError

from service.adapters.sql.engine import open_engine
from service.adapters.sql.key_marks import look_for_other_keys
from service.adapters.sql.schema import Schema
from service.adapters.sql.tables import SUPPORTERS
from service.adapters.vault import Vault
from service.ports.probes import CannotLook, Database, Revision

_CURES = (
    ("password", "correct user and password in DATABASE_URL"),
    ("authentication", "correct user and password in DATABASE_URL"),
    ("does not exist", "create the database and the user, or correct DATABASE_URL"),
    ("locked", "end the process that holds it, such as an open sqlite3 shell"),
    ("readonly", "give file and directory to the user that runs Patchline"),
    ("full", "free some space on its disk"),
    ("malformed", "restore a backup: patchline restore"),
    ("not a database", "correct DATABASE_URL, or restore a backup: patchline restore"),
)
_ANY_CURE = "check DATABASE_URL, and that the server runs"


def look_at_database(url: str, vault: Vault) -> Database:
    """Connect and ask.

    Raises:
        CannotLook: it does not answer, or not us.
        DriverMissing: a package lacks.
        WrongKeys: it was filled under other keys.
    """
    sqlite = make_url(url).get_backend_name() == "sqlite"
    path = Path(make_url(url).database or "")
    if sqlite and not path.exists():
        # Connecting would make one.
        raise CannotLook(f"there is none at {path} yet", "run patchline migrate")
    engine = open_engine(url)
    try:
        with engine.begin() as connection:
            seen = _seen(connection, sqlite)
        if seen.revision is Revision.CURRENT:
            look_for_other_keys(engine, vault)
        return seen
    except DBAPIError as error:
        raise _cannot_look(error) from error
    finally:
        engine.dispose()


def _seen(connection: Connection, sqlite: bool) -> Database:
    revision = Schema().compare(connection)
    held = _held(connection) if revision is Revision.CURRENT else 0
    version = ".".join(map(str, connection.dialect.server_version_info or ()))
    if sqlite:
        return Database(f"SQLite {version}", revision, read_only=False, at=None, held=held)
    read_only = connection.scalar(text("SHOW transaction_read_only")) == "on"
    at = connection.scalar(text("SELECT clock_timestamp()"))
    return Database(f"PostgreSQL {version}", revision, read_only, at, held)


def _held(connection: Connection) -> int:
    query = select(func.count()).where(SUPPORTERS.c.held_at.is_not(None))
    return connection.execute(query).scalar_one()


def _cannot_look(error: DBAPIError) -> CannotLook:
    reason = str(error.orig).strip().partition("\n")[0]
    cure = next((cure for sign, cure in _CURES if sign in reason.lower()), _ANY_CURE)
    return CannotLook(f"cannot be used ({reason})", cure)
