"""Room on the disk that is held for the journal while there is some, for when there is none."""

import logging
import os
import shutil
from contextlib import suppress
from pathlib import Path

from service.adapters.private_files import open_private

log = logging.getLogger(__name__)

ROOM = 4 * 2**20
"""Bytes: some thousand webhooks."""

_PIECE = 2**16
"""Bytes given at once. All of it at once would be gone to whoever else waits for room."""


class JournalReserve:
    """A file that is worth nothing, made shorter bit by bit. Its user sees to the lock."""

    def __init__(self, path: Path, room: int = ROOM) -> None:
        """Touches nothing yet."""
        self._path = path
        self._room = room

    def hold(self) -> None:
        """Take the room, unless it is held or the disk has not twice as much."""
        if self._held() == self._room or self._free() < 2 * self._room:
            return
        try:
            self._fill()
        except OSError as error:
            log.warning("no room can be held for the journal (%s)", error.strerror)
            self._path.unlink(missing_ok=True)

    def give(self) -> bool:
        """Free a little of it; False if nothing is left."""
        held = self._held()
        if held == self._room:
            log.error(
                "the disk is full: webhooks are kept aside in the %s KiB that are held for them: "
                "free some disk",
                held // 1024,
            )
        if held:
            os.truncate(self._path, max(held - _PIECE, 0))
        return held > 0

    def _held(self) -> int:
        return self._path.stat().st_size if self._path.exists() else 0

    def _free(self) -> int:
        with suppress(OSError):
            return shutil.disk_usage(self._path.parent).free
        return 0

    def _fill(self) -> None:
        # Noise: what could be packed or left out takes no room on some disks.
        with os.fdopen(open_private(self._path, os.O_WRONLY | os.O_TRUNC), "wb") as file:
            file.write(os.urandom(self._room))
            file.flush()
            os.fsync(file.fileno())
