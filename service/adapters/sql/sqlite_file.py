"""SQLite's one file: opened where it is, never made by the way, and left once it is another."""

import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import DisconnectionError

GONE = "its file is not there"
"""What is said where it is missing; ``cause`` knows the cure."""
_IDENTITY = "file"


class SqliteFile:
    """A file that may be away for a while, as when its volume is not mounted.

    SQLite would make an empty one in its place, which looks like a database that was never
    migrated; and whoever is connected would stay on the file that was there, whatever comes back.
    """

    def __init__(self, path: str) -> None:
        self._path = Path(path).absolute()
        self._uri = f"{self._path.as_uri()}?mode=rw"

    def watch(self, engine: Engine) -> None:
        """Have an engine connect to what is there, and to nothing else from one use to the next."""
        event.listen(engine, "do_connect", self._connect)
        event.listen(engine, "checkout", self._require_same)

    def open(self, **options: Any) -> sqlite3.Connection:
        """A connection; ``options`` are the driver's. Raises sqlite3.Error."""
        if self._identity() is None:
            raise sqlite3.OperationalError(GONE)
        connection: sqlite3.Connection = sqlite3.connect(self._uri, uri=True, **options)
        return connection

    def _connect(
        self, _dialect: object, record: Any, _arguments: object, options: dict[str, Any]
    ) -> sqlite3.Connection:
        # Before it is opened: should it be exchanged between the two, the next use connects anew.
        record.info[_IDENTITY] = self._identity()
        return self.open(**options)

    def _require_same(self, _raw: object, record: Any, _proxy: object) -> None:
        # Two microseconds on a disk of the machine's own.
        if record.info[_IDENTITY] != self._identity():
            raise DisconnectionError("another file is in its place, or none")

    def _identity(self) -> tuple[int, int] | None:
        """Which file is there; None: none. One of a place that is closed to us is for SQLite."""
        try:
            found = os.stat(self._path)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError:
            return (0, 0)
        return (found.st_dev, found.st_ino)
