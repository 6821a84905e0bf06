"""Directories, files and locks under ``VAR_DIR`` that only their owner may open."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from service.domain.errors import PatchlineError


class DirectoryFault(PatchlineError):
    """The directory for variable data cannot be made."""


def require_directory(path: Path) -> None:
    """Make ``VAR_DIR`` where there is none, for its owner only. Raises DirectoryFault."""
    try:
        private_directory(path)
    except OSError as error:
        raise DirectoryFault(
            f"{path} cannot be made ({error.strerror}): set VAR_DIR to a directory that the user "
            "who runs Patchline may write to"
        ) from error


def private_directory(path: Path) -> Path:
    """The directory, made where there is none, for its owner only (mode 0700).

    One that exists is left as it is: it may be shared on purpose. Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def open_private(path: Path, flags: int = os.O_RDWR) -> int:
    """A descriptor of a file that is made for its owner only (mode 0600)."""
    return os.open(path, flags | os.O_CREAT | os.O_CLOEXEC, 0o600)


def replace_private(path: Path, content: bytes) -> None:
    """Give a file this content, for its owner only; on disk before this returns.

    It is written beside it and renamed, so that a crash midway leaves the old file or the new one.
    Raises OSError.
    """
    draft = path.with_suffix(".draft")
    with os.fdopen(open_private(draft, os.O_WRONLY | os.O_TRUNC), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def set_aside(path: Path, why: str) -> Path:
    """Where a file is now: beside its old place as ``NAME.WHY-1``, or the next number that is free.

    No file that was set aside before is written over. Raises OSError.
    """
    number = 1
    while (aside := path.with_name(f"{path.name}.{why}-{number}")).exists():
        number += 1
    return path.replace(aside)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file alone among all processes; a killed one lets go of it."""
    descriptor = open_private(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
