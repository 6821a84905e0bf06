"""Looks at the database in one transaction that changes nothing."""

from pathlib import Path

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, make_url, text
from sqlalchemy.exc import DBAPIError

from service.adapters import sql
from service.adapters.sql.engine import open_engine
from service.ports.probes import CannotLook, Database, Revision

_MIGRATIONS = Path(sql.__file__).parent / "migrations"
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


def look_at_database(url: str) -> Database:
    """Connect and ask. Raises CannotLook, and DriverMissing where a package lacks."""
    sqlite = make_url(url).get_backend_name() == "sqlite"
    path = Path(make_url(url).database or "")
    if sqlite and not path.exists():
        # Connecting would make one.
        raise CannotLook(f"there is none at {path} yet", "run patchline migrate")
    engine = open_engine(url)
    try:
        with engine.begin() as connection:
            return _seen(connection, sqlite)
    except DBAPIError as error:
        raise _cannot_look(error) from error
    finally:
        engine.dispose()


def _seen(connection: Connection, sqlite: bool) -> Database:
    revision = _revision(connection)
    version = ".".join(map(str, connection.dialect.server_version_info or ()))
    if sqlite:
        return Database(f"SQLite {version}", revision, read_only=False, at=None)
    read_only = connection.scalar(text("SHOW transaction_read_only")) == "on"
    at = connection.scalar(text("SELECT clock_timestamp()"))
    return Database(f"PostgreSQL {version}", revision, read_only, at)


def _revision(connection: Connection) -> Revision:
    present = MigrationContext.configure(connection).get_current_heads()
    scripts = ScriptDirectory(str(_MIGRATIONS))
    if not present:
        return Revision.NONE
    if set(present) == set(scripts.get_heads()):
        return Revision.CURRENT
    known = {script.revision for script in scripts.walk_revisions()}
    return Revision.OLDER if set(present) <= known else Revision.NEWER


def _cannot_look(error: DBAPIError) -> CannotLook:
    reason = str(error.orig).strip().partition("\n")[0]
    cure = next((cure for sign, cure in _CURES if sign in reason.lower()), _ANY_CURE)
    return CannotLook(f"cannot be used ({reason})", cure)
