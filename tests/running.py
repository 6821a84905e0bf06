"""An installation in use: its handset, its rows, its processes."""

import itertools
import os
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.handset import Handset, Phone
from tests.installation import Installation

_OUR_WORDS = {11750, 12100, 12200, 12300, 14109, 20001}
"""Codes of documents against the grammar, and of unknown parameters."""


class Running:
    """An installation in a directory of its own, with people around it."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.installation = Installation(var)
        self._numbers = itertools.count(100)

    def start(self, **environ: str) -> None:
        """Start it, with a Senate that answers on a working day."""
        self.installation.start(**environ)
        self.handset = Handset(f"http://127.0.0.1:{self.installation.port + 1}")
        self.handset.set("exchange", busyness=0)
        self.handset.set("clock", preset="weekday")

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.var / "patchline.db"

    def refused_answers(self) -> list[dict[str, Any]]:
        """What the carrier could not run of our answers, or did not know in our requests."""
        events = self.handset.see("events")["events"]
        return [one for one in events if one["kind"] == "fault" and one["code"] in _OUR_WORDS]

    def phone(self, state: str = "VT", area: str = "802") -> Phone:
        """Another person's phone."""
        return self.handset.phone(f"+1{area}5550{next(self._numbers)}", state)

    def office(self, number: str, outcome: str) -> None:
        """What the calls to an office come to from now on."""
        self.handset.set("exchange", number=number, outcome=outcome)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What the database says."""
        with closing(sqlite3.connect(self.database, timeout=30)) as database:
            return database.execute(query).fetchall()

    def pid(self, part: str) -> int:
        """The one process whose command line has this in it."""
        (found,) = self._pids(part)
        return found

    def runs(self, part: str) -> bool:
        """Whether there is one."""
        return bool(self._pids(part))

    def _pids(self, part: str) -> list[int]:
        return [pid for line, pid in self.installation.everything().items() if part in line]

    @contextmanager
    def frozen(self, part: str) -> Iterator[int]:
        """That process stands still meanwhile, unless something kills it."""
        pid = self.pid(part)
        os.kill(pid, signal.SIGSTOP)
        try:
            yield pid
        finally:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)

    @contextmanager
    def locked_database(self) -> Iterator[None]:
        """Nobody else can write to the database meanwhile."""
        with closing(sqlite3.connect(self.database, isolation_level=None, timeout=30)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
            other.execute("ROLLBACK")
