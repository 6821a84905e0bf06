"""The rows of a backup back in a database of either kind, in place of all that are there."""

import gzip
import zlib
from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path
from typing import IO, Any

from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, Row, Table, delete, insert, select, text, update
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from service.adapters.sql.backup_file import (
    ROWS_AT_ONCE,
    BackupFault,
    check_header,
    from_line,
    no_answer,
)
from service.adapters.sql.cause import cause_of
from service.adapters.sql.key_marks import require_keys
from service.adapters.sql.tables import CALLS, MESSAGES, METADATA, SUPPRESSIONS
from service.adapters.vault import Vault
from service.domain.records import CallStatus, MessageStatus

_UNFIT = (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError, SQLAlchemyError)
"""What reading a file raises that is no whole backup of these tables."""


def restore(engine: Engine, path: Path, vault: Vault) -> int:
    """Replace every row by those of a backup, in one transaction; the number of rows.

    Two things are not as they were. Stops said since the backup still hold. And whatever was
    promised or under way when it was made is closed as unknown: it may have been carried out
    since, and nobody is texted or rung twice.

    Raises:
        BackupFault: not a backup, or one of tables at another migration.
        WrongKeys: the backup, or a stop in the database, was made under other keys than the
            vault's.
    """
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file, engine.begin() as connection:
            present = MigrationContext.configure(connection).get_current_revision()
            check_header(file.readline(), present)
            stopped = _stops(connection, vault)
            count = _replace(connection, file)
            require_keys(connection, vault)
            _keep_stops(connection, stopped)
            return count
    except OperationalError as error:
        raise no_answer(error) from error
    except _UNFIT as error:
        # Not in the error's own words: they could quote a row.
        raise BackupFault(
            f"{path} {_why_no_backup(error)}: nothing was changed; name a file that patchline "
            "backup has written"
        ) from error


def _why_no_backup(error: Exception) -> str:
    match error:
        case FileNotFoundError() | PermissionError() | IsADirectoryError():
            return f"cannot be read ({error.strerror})"
        case EOFError():
            return "ends too soon to be a whole backup"
        case gzip.BadGzipFile():
            return "is no backup of Patchline"
        case SQLAlchemyError():
            return f"does not fit the tables of this version ({cause_of(error).found})"
        case _:
            return "is no backup of Patchline, or a damaged one"


def _replace(connection: Connection, file: IO[str]) -> int:
    for table in reversed(METADATA.sorted_tables):
        connection.execute(delete(table))
    count = 0
    for table, rows in _batches(file):
        connection.execute(insert(table), rows)
        count += len(rows)
    _close_open_ends(connection)
    _restart_ids(connection)
    return count


def _stops(connection: Connection, vault: Vault) -> Sequence[Row[Any]]:
    """The stops that are to outlast the restoring, of a database whose keys are the present ones:
    under another HASH_KEY nobody would be found by them any more.
    """
    stops = connection.execute(select(SUPPRESSIONS)).all()
    if stops:
        require_keys(connection, vault)
    return stops


def _keep_stops(connection: Connection, stops: Sequence[Row[Any]]) -> None:
    restored = set(connection.execute(select(SUPPRESSIONS.c.phone_hash)).scalars())
    for stop in stops:
        if stop.phone_hash not in restored:
            connection.execute(insert(SUPPRESSIONS).values(stop._asdict()))


def _batches(file: IO[str]) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    for table, group in groupby(map(from_line, file), key=lambda read: read[0]):
        rows = (row for _, row in group)
        while some := list(islice(rows, ROWS_AT_ONCE)):
            yield table, some


def _close_open_ends(connection: Connection) -> None:
    under_way = [status for status in CallStatus if not status.over]
    connection.execute(
        update(CALLS).where(CALLS.c.status.in_(under_way)).values(status=CallStatus.UNKNOWN)
    )
    unsent = (MessageStatus.QUEUED, MessageStatus.SENDING, MessageStatus.IN_DOUBT)
    connection.execute(
        update(MESSAGES).where(MESSAGES.c.status.in_(unsent)).values(status=MessageStatus.UNKNOWN)
    )


def _restart_ids(connection: Connection) -> None:
    """Postgres counts ids apart from the rows and has to be told where they end."""
    if connection.dialect.name != "postgresql":
        return
    for table in METADATA.sorted_tables:
        if "id" in table.c:
            name = table.name
            connection.execute(
                text(  # names of our own tables, nothing from outside
                    f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), "  # noqa: S608
                    f"(SELECT coalesce(max(id), 0) + 1 FROM {name}), false)"
                )
            )
