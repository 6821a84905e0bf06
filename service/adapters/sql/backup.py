"""Every row of every table in one compressed file, from either kind of database into either.

What is sealed stays sealed: a backup is of no use without the keys. The file is JSON lines: a
header with the migration the tables are at, then a table's name and one row a line.
"""

import gzip
import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, Table, delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

from service.adapters.private_files import open_private
from service.adapters.sql.engine import snapshot
from service.adapters.sql.tables import CALLS, MESSAGES, METADATA, SUPPRESSIONS
from service.domain.errors import PatchlineError
from service.domain.records import CallStatus, MessageStatus

_FORMAT = "patchline backup 1"
_ROWS_AT_ONCE = 500
_NO_ANSWER = "the database does not answer ({}): check DATABASE_URL, the server and the disk"


class BackupFault(PatchlineError):
    """A file that is no backup, or one of another version's tables."""


def back_up(engine: Engine, path: Path) -> int:
    """Write every row to a new file that only its owner can read; the number of rows.

    Raises:
        BackupFault: the file exists already or cannot be written, or the database does not answer.
    """
    try:
        with (
            os.fdopen(open_private(path, os.O_WRONLY | os.O_EXCL), "wb") as raw,
            gzip.open(raw, "wt", encoding="utf-8") as file,
            snapshot(engine, yield_per=_ROWS_AT_ONCE) as connection,
        ):
            return _write(connection, file)
    except OSError as error:
        raise BackupFault(f"{path} cannot be written ({error.strerror}): choose another") from error
    except DBAPIError as error:
        path.unlink(missing_ok=True)
        raise BackupFault(_NO_ANSWER.format(type(error.orig).__name__)) from error


def _write(connection: Connection, file: IO[str]) -> int:
    file.write(json.dumps({"format": _FORMAT, "revision": _revision(connection)}) + "\n")
    count = 0
    for table in METADATA.sorted_tables:
        for row in connection.execute(select(table).order_by(*table.primary_key)).mappings():
            file.write(json.dumps([table.name, {k: _plain(v) for k, v in row.items()}]) + "\n")
            count += 1
    return count


def restore(engine: Engine, path: Path) -> int:
    """Replace every row by those of a backup, in one transaction; the number of rows.

    Two things are not as they were. Stops said since the backup still hold. And whatever was
    promised or under way when it was made is closed as unknown: it may have been carried out
    since, and nobody is texted or rung twice.

    Raises:
        BackupFault: not a backup, or one of tables at another migration.
    """
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file, engine.begin() as connection:
            _check_header(file.readline(), _revision(connection))
            return _replace(connection, file)
    except OperationalError as error:
        raise BackupFault(_NO_ANSWER.format(type(error.orig).__name__)) from error
    except (OSError, EOFError, ValueError, KeyError, TypeError, SQLAlchemyError) as error:
        cause = type(error).__name__  # its words could quote a row
        raise BackupFault(f"{path} is no whole backup ({cause}): nothing was changed") from error


def _check_header(line: str, revision: str | None) -> None:
    header = json.loads(line)
    if header["format"] != _FORMAT:
        raise ValueError("another format")
    if header["revision"] != revision:
        raise BackupFault(
            f"the backup is of tables at migration {header['revision']}, these are at {revision}: "
            "restore it with the version that made it, then run: patchline migrate"
        )


def _replace(connection: Connection, file: IO[str]) -> int:
    stopped = {row.phone_hash: row for row in connection.execute(select(SUPPRESSIONS))}
    for table in reversed(METADATA.sorted_tables):
        connection.execute(delete(table))
    count = 0
    for table, rows in _batches(file):
        connection.execute(insert(table), rows)
        count += len(rows)
    for row in connection.execute(select(SUPPRESSIONS.c.phone_hash)):
        stopped.pop(row.phone_hash, None)
    for row in stopped.values():
        connection.execute(insert(SUPPRESSIONS).values(row._asdict()))
    _close_open_ends(connection)
    _restart_ids(connection)
    return count


def _batches(file: IO[str]) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    table, rows = None, []
    for line in file:
        name, row = json.loads(line)
        if table is not None and (name != table.name or len(rows) >= _ROWS_AT_ONCE):
            yield table, rows
            rows = []
        table = METADATA.tables[name]
        rows.append({key: _rich(value) for key, value in row.items()})
    if table is not None and rows:
        yield table, rows


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


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return {"bytes": b64encode(value).decode()}
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    return value


def _rich(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if "bytes" in value:
        return b64decode(value["bytes"])
    return datetime.fromisoformat(value["moment"])
