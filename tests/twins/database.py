"""A database with every table and no row: SQLite in a file, or what a URL names."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from service.adapters.sql.engine import open_engine
from service.adapters.sql.migrate import upgrade
from service.adapters.sql.tables import METADATA

SERVER_URL = os.environ.get("PATCHLINE_TEST_DATABASE_URL")
"""A database that these tests may empty; SQLite files where there is none."""


@contextmanager
def empty_database(directory: Path) -> Iterator[str]:
    """The URL of a database that nobody else uses meanwhile."""
    if SERVER_URL:
        upgrade(SERVER_URL)
        _empty(SERVER_URL)
        yield SERVER_URL
        return
    path = directory / "patchline.db"
    shutil.copyfile(f"{_migrated().name}/migrated.db", path)
    yield f"sqlite:///{path}"


@cache
def _migrated() -> TemporaryDirectory[str]:
    """Holds one file that went through the migrations, to be copied: they take a while."""
    directory = TemporaryDirectory(prefix="patchline-tests-")
    upgrade(f"sqlite:///{directory.name}/migrated.db")
    return directory


def _empty(url: str) -> None:
    engine = open_engine(url)
    with engine.begin() as connection:
        for table in reversed(METADATA.sorted_tables):
            connection.execute(table.delete())
    engine.dispose()
