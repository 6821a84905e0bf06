"""A SQLite database with every table and no row."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from service.adapters.sql.migrate import upgrade


def sqlite_database(directory: Path, name: str = "patchline.db") -> str:
    """The URL of a new one in a file of this directory."""
    path = directory / name
    shutil.copyfile(f"{_migrated().name}/migrated.db", path)
    return f"sqlite:///{path}"


@cache
def _migrated() -> TemporaryDirectory[str]:
    """Holds one file that went through the migrations, to be copied: they take a while."""
    directory = TemporaryDirectory(prefix="patchline-tests-")
    upgrade(f"sqlite:///{directory.name}/migrated.db")
    return directory
