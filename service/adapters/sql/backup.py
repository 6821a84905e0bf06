"""Every row of every table in one compressed file, from either kind of database into either.

What is sealed stays sealed: a backup is of no use without the keys. The file is JSON lines: a
header with the migration the tables are at, then a table's name and one row a line.
"""

import gzip
import json
import os
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, Row, Table, delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

from service.adapters.private_files import open_private
from service.adapters.sql.cause import cause_of
from service.adapters.sql.engine import snapshot
from service.adapters.sql.key_marks import require_keys
from service.adapters.sql.tables import CALLS, MESSAGES, METADATA, SUPPRESSIONS
from service.adapters.vault import Vault
from service.domain.errors import PatchlineError
from service.domain.records import CallStatus, MessageStatus

_FORMAT = "patchline backup 1"
_ROWS_AT_ONCE = 500
_UNFIT = (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError, SQLAlchemyError)
"""What reading a file raises that is no whole backup of these tables."""
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
        raise BackupFault(_NO_ANSWER.format(cause_of(error))) from error


def _write(connection: Connection, file: IO[str]) -> int:
    file.write(json.dumps({"format": _FORMAT, "revision": _revision(connection)}) + "\n")
    count = 0
    for table in METADATA.sorted_tables:
        for row in connection.execute(select(table).order_by(*table.primary_key)).mappings():
            file.write(json.dumps([table.name, {k: _plain(v) for k, v in row.items()}]) + "\n")
            count += 1
    return count


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
            _check_header(file.readline(), _revision(connection))
            stopped = _stops(connection, vault)
            count = _replace(connection, file)
            require_keys(connection, vault)
            _keep_stops(connection, stopped)
            return count
    except OperationalError as error:
        raise BackupFault(_NO_ANSWER.format(cause_of(error))) from error
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
            return f"does not fit the tables of this version ({cause_of(error)})"
        case _:
            return "is no backup of Patchline, or a damaged one"


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
