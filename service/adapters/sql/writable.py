"""Whether a database takes writes, asked without a write: nobody is kept waiting for the answer."""

import os
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from service.adapters.sql.engine import snapshot
from service.ports.store import StoreDown

# Of the server or the user, and not of the transaction that asks.
_SERVER_REFUSES = text(
    "SELECT pg_is_in_recovery() OR current_setting('default_transaction_read_only')::boolean"
)

_LEAD_ELSEWHERE = "let DATABASE_URL lead to the primary server, as a user that may write"
_GIVE = "give file and directory to the user that runs Patchline, on a disk that can be written"


def write_cure(connection: Connection) -> str | None:
    """What to do where it refuses writes; None where it takes them. Raises SQLAlchemyError."""
    if connection.dialect.name == "postgresql":
        return _LEAD_ELSEWHERE if connection.scalar(_SERVER_REFUSES) else None
    path = Path(connection.engine.url.database or "")
    # SQLite opens what it may not write to all the same, and says so at the first write only.
    beside = (path.with_name(path.name + tail) for tail in ("-wal", "-shm"))
    touched = (path, path.absolute().parent, *(one for one in beside if one.exists()))
    return None if all(_may_write(one) for one in touched) else _GIVE


def require_writable(engine: Engine) -> None:
    """Raise StoreDown where it refuses writes. Raises SQLAlchemyError."""
    with snapshot(engine) as connection:
        if cure := write_cure(connection):
            raise StoreDown(f"the database is read-only: {cure}")


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=True)
