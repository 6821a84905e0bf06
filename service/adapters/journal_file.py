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
from service.ports.journal import SET_APART_CURE, Entry, NotTaken

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
        self._apart = directory / "events.apart"
        self._vault = vault
        self._lock = threading.Lock()
        self._unwritten: list[bytes] = []

    def keep(self, entry: Entry) -> bool:
        """Add an event; whether no other waits."""
        sealed = urlsafe_b64encode(self._vault.seal(json.dumps(entry), PURPOSE)) + b"\n"
        with self._lock:
            first = not self.waits()
            self._unwritten.append(sealed)
            try:
                self._write()
            except OSError as error:
                if len(self._unwritten) == 1:
                    log.error("the journal cannot be written (%s): free some disk", error.strerror)
            return first

    def waits(self) -> bool:
        """Whether there is a file, or something that found no room in one."""
        return self._events.exists() or self._taken.exists() or bool(self._unwritten)

    def set_apart(self) -> int:
        """How many lines there are that were read or taken in in vain."""
        return self._apart.read_bytes().count(b"\n") if self._apart.exists() else 0

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
        faults: list[tuple[bytes, NotTaken]] = []
        for line in lines:
            try:
                handle(self._opened(line))
            except NotTaken as error:
                faults.append((line + b"\n", error))
        self._keep_apart(faults)
        return len(lines)

    def _opened(self, line: bytes) -> Entry:
        try:
            entry: Entry = json.loads(self._vault.open(urlsafe_b64decode(line), PURPOSE))
        except (Unreadable, ValueError) as error:
            # Cut off by a crash in mid-write, or written under another key.
            raise NotTaken(f"it cannot be read ({error})") from error
        return entry

    def _keep_apart(self, faults: Sequence[tuple[bytes, NotTaken]]) -> None:
        """Keep what may be a stop, and may be taken in once a person has mended something."""
        if not faults:
            return
        with os.fdopen(open_private(self._apart, os.O_WRONLY | os.O_APPEND), "ab") as file:
            file.writelines(line for line, _ in faults)
            file.flush()
            os.fsync(file.fileno())
        log.error(
            "%s webhooks that were kept aside cannot be taken in (%s) and are set apart in %s: %s",
            len(faults),
            "; ".join(sorted({str(error) for _, error in faults})),
            self._apart,
            SET_APART_CURE,
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
