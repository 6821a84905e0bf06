"""The stops as a file below ``VAR_DIR``: keyed hashes and dates, under a mark of ``HASH_KEY``."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from service.adapters.private_files import locked, private_directory, replace_private, set_aside
from service.adapters.vault import Vault
from service.domain.errors import PatchlineError
from service.domain.suppression import Suppression, Suppressions
from service.ports.suppressions import ListUnreadable

PURPOSE = "suppressions"
_DAMAGED = "unreadable"
"""What a file is called that was set aside."""


class ListNotWritten(PatchlineError):
    """The disk does not take the file."""


class SuppressionFile:
    """Implements ``ports.suppressions.SuppressionList``.

    The first line is a mark that only who has ``HASH_KEY`` can make of the others; each of these is
    a JSON list of hash (hex), date of the stop, whether the carrier holds it, and date of the
    return or null.
    """

    def __init__(self, path: Path, vault: Vault) -> None:
        """Made with the first stop, for its owner only."""
        self._path = path
        self._vault = vault

    def read(self) -> Suppressions:
        """What was kept last. Raises ListUnreadable."""
        try:
            mark, _, content = self._path.read_bytes().partition(b"\n")
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise self._unreadable(f"cannot be read ({error.strerror})") from error
        if mark.decode(errors="replace") != self._mark(content):
            raise self._unreadable("was altered, or was made under another HASH_KEY")
        return dict(map(_from_line, content.splitlines()))

    def keep(self, stops: Suppressions) -> None:
        """Replace the file in one step: a crash leaves the old one or the new. On disk before this
        returns. Raises ListNotWritten.
        """
        content = "".join(_lines(stops)).encode()
        try:
            private_directory(self._path.parent)
            with locked(self._path.with_suffix(".lock")):
                replace_private(self._path, self._mark(content).encode() + b"\n" + content)
        except OSError as error:
            raise ListNotWritten(
                f"{self._path} cannot be written ({error.strerror}): free some disk, or give it to "
                "the user that runs Patchline"
            ) from error

    def damaged(self) -> list[str]:
        """Names of files that were set aside."""
        return sorted(one.name for one in self._path.parent.glob(f"{self._path.name}.{_DAMAGED}-*"))

    def set_aside(self) -> None:
        """Leave it beside the next one, under a name that no other has. Raises ListNotWritten."""
        try:
            set_aside(self._path, _DAMAGED)
        except OSError as error:
            raise ListNotWritten(
                f"{self._path} cannot be moved ({error.strerror}): move it elsewhere"
            ) from error

    def _mark(self, content: bytes) -> str:
        return self._vault.mark(content, PURPOSE).hex()

    def _unreadable(self, how: str) -> ListUnreadable:
        return ListUnreadable(
            f"the list of stops in {self._path} {how}: bring back a copy of it, or move it away"
        )


def _lines(stops: Suppressions) -> Iterator[str]:
    for hashed, stop in sorted(stops.items()):
        lifted_at = stop.lifted_at and stop.lifted_at.isoformat()
        line = [hashed.hex(), stop.since.isoformat(), stop.by_carrier, lifted_at]
        yield json.dumps(line) + "\n"


def _from_line(line: bytes) -> tuple[bytes, Suppression]:
    hashed, since, by_carrier, lifted_at = json.loads(line)
    back = datetime.fromisoformat(lifted_at) if lifted_at else None
    return bytes.fromhex(hashed), Suppression(datetime.fromisoformat(since), by_carrier, back)
