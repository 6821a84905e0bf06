"""Every row of every table in one compressed file.

What is sealed stays sealed: a backup is of no use without the keys.
"""

import gzip
import os
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DBAPIError

from service.adapters.private_files import open_private
from service.adapters.sql.backup_file import ROWS_AT_ONCE, BackupFault, header, no_answer, to_line
from service.adapters.sql.consent_end import RecordedEnd
from service.adapters.sql.engine import snapshot
from service.adapters.sql.tables import METADATA
from service.adapters.vault import Vault
from service.domain.consent_chain import Head


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What is in a backup."""

    rows: int
    head: Head | None
    """Where the consent ledger's chain ends in it; None where there is none, or one that was
    altered.
    """


def back_up(engine: Engine, path: Path, vault: Vault) -> BackedUp:
    """Write every row to a new file that only its owner can read.

    Raises:
        BackupFault: the file exists already or cannot be written, or the database does not answer.
    """
    try:
        with (
            os.fdopen(open_private(path, os.O_WRONLY | os.O_EXCL), "wb") as raw,
            gzip.open(raw, "wt", encoding="utf-8") as file,
            snapshot(engine, yield_per=ROWS_AT_ONCE) as connection,
        ):
            return BackedUp(_write(connection, file), RecordedEnd(connection, vault).head)
    except OSError as error:
        if not isinstance(error, FileExistsError):
            path.unlink(missing_ok=True)  # half a backup must not be taken for one
        raise BackupFault(f"{path} cannot be written ({error.strerror}): choose another") from error
    except DBAPIError as error:
        path.unlink(missing_ok=True)
        raise no_answer(error) from error


def _write(connection: Connection, file: IO[str]) -> int:
    file.write(header(MigrationContext.configure(connection).get_current_revision()))
    count = 0
    for table in METADATA.sorted_tables:
        for row in connection.execute(select(table).order_by(*table.primary_key)):
            file.write(to_line(table, row._asdict()))
            count += 1
    return count
