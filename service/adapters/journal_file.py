"""The journal as a file of sealed lines below ``VAR_DIR``."""

import errno
import json
import logging
import os
import threading
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from pathlib import Path

from service.adapters.private_files import locked, open_private, private_directory
from service.adapters.vault import Unreadable, Vault
from service.ports.journal import Entry, NotTaken

log = logging.getLogger(__name__)

PURPOSE = "journal"


class JournalFile:
    """Implements ``ports.journal.Journal``; all web processes of a machine share one file.

    While the disk is full, events wait in memory, and go to the file with the next that fits.
    """

    def __init__(self, directory: Path, vault: Vault) -> None:
        """Makes the directory when the first event comes."""
        self._directory = directory
        self._events = directory / "events"
        self._taken = directory / "events.taken"
        self._vault = vault
        self._lock = threading.Lock()
        self._unwritten: list[bytes] = []

    def keep(self, entry: Entry) -> None:
        """Add an event."""
        sealed = urlsafe_b64encode(self._vault.seal(json.dumps(entry), PURPOSE)) + b"\n"
        with self._lock:
            self._unwritten.append(sealed)
            try:
                self._write()
            except OSError as error:
                log.error("the journal cannot be written (%s): free some disk", error.strerror)

    def waits(self) -> bool:
        """Whether there is a file, or something that found no room in one."""
        return self._events.exists() or self._taken.exists() or bool(self._unwritten)

    def replay(self, handle: Callable[[Entry], None]) -> int:
        """Hand over every event in order, then forget them."""
        if not self.waits():
            return 0
        private_directory(self._directory)
        # A lock of its own: whoever keeps an event never waits for a replay.
        with locked(self._directory / "replay.lock"):
            count = 0
            while self._take():
                count += self._handle(self._taken.read_bytes().splitlines(), handle)
                self._taken.unlink()
            return count + self._replay_memory(handle)

    def _take(self) -> bool:
        """Set aside what is in the file, so that new events begin another; False if nothing is."""
        with self._lock, locked(self._directory / "write.lock"):
            if not self._taken.exists() and self._events.exists():
                self._events.replace(self._taken)
            return self._taken.exists()

    def _replay_memory(self, handle: Callable[[Entry], None]) -> int:
        with self._lock:
            lines = list(self._unwritten)
        count = self._handle(lines, handle)
        with self._lock:
            del self._unwritten[: len(lines)]
        return count

    def _handle(self, lines: Sequence[bytes], handle: Callable[[Entry], None]) -> int:
        unreadable = []
        for line in lines:
            try:
                entry: Entry = json.loads(self._vault.open(urlsafe_b64decode(line), PURPOSE))
            except (Unreadable, ValueError) as error:
                # Cut off by a crash in mid-write, or written under another key.
                log.error("an event of the journal cannot be read: %s", error)
                unreadable.append(line + b"\n")
                continue
            try:
                handle(entry)
            except NotTaken as error:
                log.error("an event of the journal cannot be taken in: %s", error)
                unreadable.append(line + b"\n")
        self._set_aside(unreadable)
        return len(lines)

    def _set_aside(self, lines: Sequence[bytes]) -> None:
        """Keep what may be a stop, and can be read once the right key is back."""
        if lines:
            path = self._directory / "events.unreadable"
            with os.fdopen(open_private(path, os.O_WRONLY | os.O_APPEND), "ab") as file:
                file.writelines(lines)
            log.error(
                "%s events are kept in %s; under their own key, rename it to events "
                "while the web server is stopped",
                len(lines),
                path,
            )

    def _write(self) -> None:
        private_directory(self._directory)
        with locked(self._directory / "write.lock"):
            descriptor = open_private(self._events, os.O_WRONLY | os.O_APPEND)
            try:
                _write_whole(descriptor, b"".join(self._unwritten))
            finally:
                os.close(descriptor)
        self._unwritten.clear()


def _write_whole(descriptor: int, content: bytes) -> None:
    """Append all of it or nothing: half a line would spoil the next one."""
    end = os.lseek(descriptor, 0, os.SEEK_END)
    try:
        if os.write(descriptor, content) != len(content):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(descriptor)
    except OSError:
        os.ftruncate(descriptor, end)
        raise
