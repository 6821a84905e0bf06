"""The rows of a backup back in a database of either kind, in place of all that are there."""

import gzip
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, Table, delete, insert, text, update
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from service.adapters.sql.backup_file import (
    BackupFault,
    batches,
    check_header,
    no_answer,
)
from service.adapters.sql.cause import cause_of
from service.adapters.sql.consent_end import RecordedEnd
from service.adapters.sql.engine import empty_log
from service.adapters.sql.key_marks import require_keys
from service.adapters.sql.restore_ledger import weigh
from service.adapters.sql.restored_holds import hold_again, holds
from service.adapters.sql.restored_people import catch_up, forget_again
from service.adapters.sql.suppressions import SqlSuppressions
from service.adapters.sql.tables import CALLS, MESSAGES, METADATA, WAITS
from service.adapters.vault import Vault
from service.domain.consent_chain import Head
from service.domain.records import CallStatus
from service.domain.suppression import Suppressions, newest
from service.domain.text_records import MessageStatus
from service.domain.waiting import WaitStatus

_UNFIT = (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError, SQLAlchemyError)
"""What reading a file raises that is no whole backup of these tables."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restoring came to."""

    rows: int
    head: Head | None
    """Where the consent ledger's chain ends now; None where there is none, or one that was altered.
    """


def restore(engine: Engine, path: Path, vault: Vault, known: Suppressions) -> Restored:
    """Replace every row by those of a backup, in one transaction.

    Some things are not as they were. The consent ledger is not turned back: people stand where it
    says, and who was erased since is erased again. Stops said since the backup still hold, those in
    the database and those ``known`` from beside it, unless their owner came back later. And
    whatever was promised or under way when it was made is closed as unknown: it may have been
    carried out since, and nobody is texted or rung twice.

    Raises:
        BackupFault: not a backup, or one of tables at another migration, or of another ledger.
        WrongKeys: the backup, or what is in the database, was made under other keys than the
            vault's.
    """
    try:
        with engine.begin() as connection:
            with _opened(path, connection) as file:
                ledger = weigh(connection, vault, file)
            with _opened(path, connection) as file:
                stops = _stops(connection, vault, known)
                before = holds(connection)
                count = _replace(connection, file, ledger.stays)
            require_keys(connection, vault)
            _lift_and_stop(SqlSuppressions(connection), stops)
            forget_again(connection, vault, ledger.forgotten)
            catch_up(connection)
            hold_again(connection, before)
            restored = Restored(count, RecordedEnd(connection, vault).head)
        empty_log(engine)
        return restored
    except OperationalError as error:
        raise no_answer(error) from error
    except _UNFIT as error:
        # Not in the error's own words: they could quote a row.
        raise BackupFault(
            f"{path} {_why_no_backup(error)}: nothing was changed; name a file that patchline "
            "backup has written"
        ) from error


@contextmanager
def _opened(path: Path, connection: Connection) -> Iterator[IO[str]]:
    """The file behind its header. Raises BackupFault where that is none of these tables."""
    present = MigrationContext.configure(connection).get_current_revision()
    with gzip.open(path, "rt", encoding="utf-8") as file:
        check_header(file.readline(), present)
        yield file


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


def _replace(connection: Connection, file: IO[str], stays: Collection[Table]) -> int:
    for table in reversed(METADATA.sorted_tables):
        if table not in stays:
            connection.execute(delete(table))
    count = 0
    for table, rows in batches(file):
        if table not in stays:
            connection.execute(insert(table), rows)
            count += len(rows)
    _close_open_ends(connection)
    _restart_ids(connection)
    return count


def _stops(connection: Connection, vault: Vault, known: Suppressions) -> Suppressions:
    """The stops that are to outlast the restoring, of a database whose keys are the present ones:
    under another HASH_KEY nobody would be found by them any more.
    """
    present = SqlSuppressions(connection).all()
    if present.keys() - known.keys():
        require_keys(connection, vault)
    return newest(present, known)


def _lift_and_stop(table: SqlSuppressions, stops: Suppressions) -> None:
    table.take_in(stops)
    table.lift_returned()


def _close_open_ends(connection: Connection) -> None:
    under_way = [status for status in CallStatus if not status.over]
    connection.execute(
        update(CALLS).where(CALLS.c.status.in_(under_way)).values(status=CallStatus.UNKNOWN)
    )
    connection.execute(
        update(WAITS)
        .where(WAITS.c.open_for.is_not(None))
        .values(status=WaitStatus.UNKNOWN, open_for=None)
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
