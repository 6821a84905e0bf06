"""The anchors of the consent ledger as a file of lines below ``VAR_DIR``."""

import os
from datetime import datetime
from pathlib import Path

from service.adapters.private_files import (
    locked,
    open_private,
    private_directory,
    replace_private,
    set_aside,
)
from service.domain.consent_chain import Anchor, Head, heads_in
from service.domain.errors import PatchlineError

FEW, MANY = 5_000, 10_000
"""Lines that stay, once there are so many: about a megabyte."""
_LINE_BYTES = 200
"""More than any line has."""


class AnchorsFault(PatchlineError):
    """The file cannot be read or written."""


class AnchorFile:
    """Implements ``ports.consent_chain.Anchors``: a line an anchor, moment and ``POSITION:SEAL``.

    A line that cannot be read, such as one that a crash cut off, is passed over.
    """

    def __init__(self, path: Path) -> None:
        """Made with the first anchor, for its owner only."""
        self._path = path

    def newest(self) -> Anchor | None:
        """The last one that can be read. Raises AnchorsFault."""
        for line in reversed(self._tail().splitlines()):
            if heads := heads_in(line):
                at, _, _ = line.partition(" ")
                return Anchor(datetime.fromisoformat(at), heads[-1])
        return None

    def heads(self) -> list[Head]:
        """Every one. Raises AnchorsFault, also where there are lines and none can be read."""
        if not self._path.exists():
            return []
        heads = heads_of(self._path)
        if not heads and self._path.stat().st_size:
            raise AnchorsFault(
                f"no line of {self._path} is an anchor any more: somebody has altered it; put its "
                "copy back, or give verify the anchors of a log with --anchors and move it away"
            )
        return heads

    def keep(self, anchor: Anchor) -> None:
        """Add one; on disk before this returns. Raises AnchorsFault."""
        try:
            private_directory(self._path.parent)
            with locked(self._path.with_suffix(".lock")):
                self._append(f"{anchor.at.isoformat()} {anchor.head}\n")
        except OSError as error:
            raise _fault(self._path, error) from error

    def set_aside(self) -> Path:
        """Keep them under another name, as those of a ledger that was replaced.

        Raises AnchorsFault.
        """
        try:
            return set_aside(self._path, "replaced")
        except OSError as error:
            raise _fault(self._path, error) from error

    def _tail(self) -> str:
        try:
            with self._path.open("rb") as file:
                file.seek(max(0, os.fstat(file.fileno()).st_size - 2 * _LINE_BYTES))
                return file.read().decode(errors="replace")
        except FileNotFoundError:
            return ""
        except OSError as error:
            raise _fault(self._path, error) from error

    def _append(self, line: str) -> None:
        with os.fdopen(open_private(self._path, os.O_RDWR | os.O_APPEND), "a+b") as file:
            file.seek(0)
            lines = file.read().splitlines(keepends=True)
            torn = bool(lines) and not lines[-1].endswith(b"\n")
            file.write(b"\n" * torn + line.encode())
            file.flush()
            os.fsync(file.fileno())
        if len(lines) >= MANY:
            replace_private(self._path, b"".join([*lines[-FEW:], line.encode()]))


def heads_of(path: Path) -> list[Head]:
    """Every ``POSITION:SEAL`` in a file: of anchors, or of a log. Raises AnchorsFault."""
    try:
        return heads_in(path.read_text(errors="replace"))
    except OSError as error:
        raise _fault(path, error) from error


def _fault(path: Path, error: OSError) -> AnchorsFault:
    return AnchorsFault(
        f"{path} cannot be used ({error.strerror}): free some disk, or give it to the user that "
        "runs Patchline"
    )
