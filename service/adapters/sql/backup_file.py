"""How rows are written into a backup file, and read again.

The file is compressed JSON lines: a header with the migration the tables are at, then a row a line,
each with the name of its table.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import groupby, islice
from typing import Any

from sqlalchemy import Table
from sqlalchemy.exc import DBAPIError

from service.adapters.sql.outage import store_down
from service.adapters.sql.tables import METADATA
from service.domain.errors import PatchlineError

ROWS_AT_ONCE = 500
_FORMAT = "patchline backup 1"


class BackupFault(PatchlineError):
    """A file that is no backup, or one of another version's tables."""


def no_answer(error: DBAPIError) -> BackupFault:
    """That the database, and not the file, is the trouble."""
    return BackupFault(str(store_down(error)))


def header(revision: str | None) -> str:
    """The first line, for tables at this migration."""
    return json.dumps({"format": _FORMAT, "revision": revision}) + "\n"


def check_header(line: str, revision: str | None) -> None:
    """Pass only if the line heads a backup of tables at this migration.

    Raises BackupFault, and ValueError, KeyError or TypeError where it is no header at all.
    """
    read = json.loads(line)
    if read["format"] != _FORMAT:
        raise ValueError("another format")
    if read["revision"] != revision:
        raise BackupFault(
            f"the backup is of tables at migration {read['revision']}, these are at {revision}: "
            "restore it with the version that made it, then run: patchline migrate"
        )


def to_line(table: Table, row: Mapping[str, Any]) -> str:
    """One row."""
    return json.dumps([table.name, {key: _plain(value) for key, value in row.items()}]) + "\n"


def from_line(line: str) -> tuple[Table, dict[str, Any]]:
    """The row again. Raises ValueError, KeyError or TypeError where it is none."""
    name, row = json.loads(line)
    return METADATA.tables[name], {key: _rich(value) for key, value in row.items()}


def batches(lines: Iterable[str]) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    """The rows of many lines, so many of one table at once. Raises as ``from_line``."""
    for table, group in groupby(map(from_line, lines), key=lambda read: read[0]):
        rows = (row for _, row in group)
        while some := list(islice(rows, ROWS_AT_ONCE)):
            yield table, some


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
