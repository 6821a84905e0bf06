"""The journal as a file of sealed lines below ``VAR_DIR``."""

import errno
import json
import logging
import os
import threading
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

from service.adapters.journal_reserve import ROOM, JournalReserve
from service.adapters.private_files import (
    locked,
    open_private,
    private_directory,
    replace_private,
)
from service.adapters.vault import Unreadable, Vault
from service.ports.journal import SET_APART_CURE, Entry, NotTaken

log = logging.getLogger(__name__)

PURPOSE = "journal"

_AT_ONCE = 100
"""Events that are handed over before what came of them is settled."""

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class JournalFile:
    """Implements ``ports.journal.Journal``; all web processes of a machine share one file.

    Once the disk is full, events go where room was held for them. When that is used up too, they
    wait in memory, and go to the file with the next that fits.
    """

    def __init__(self, directory: Path, vault: Vault, room: int = ROOM) -> None:
        """Makes the directory when the first event comes, or the first replay. ``room`` in bytes is
        held on the disk.
        """
        self._directory = directory
        self._events = directory / "events"
        self._taken = directory / "events.taken"
        self._settled = directory / "events.settled"
        self._apart = directory / "events.apart"
        self._why = directory / "events.why"
        self._reserve = JournalReserve(directory / "reserve", room)
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
        return _may_be_there(self._events) or _may_be_there(self._taken) or bool(self._unwritten)

    def left(self) -> int:
        """How many lines are in the files, but those that are settled, and in memory."""
        count = len(self._unwritten)
        for path, settled in ((self._events, 0), (self._taken, self._settled_up_to())):
            with suppress(OSError):
                count += path.read_bytes()[settled:].count(b"\n")
        return count

    def hold_up(self, why: str) -> None:
        """Keep the reason where other processes find it."""
        if why != self.held_up_by():
            with suppress(OSError):  # it is in the log as well
                private_directory(self._directory)
                replace_private(self._why, why.encode())

    def held_up_by(self) -> str | None:
        """The reason that stands in the file."""
        with suppress(OSError):
            return self._why.read_text("utf-8")
        return None

    def set_apart(self) -> int:
        """How many lines there are that were read or taken in in vain."""
        with suppress(FileNotFoundError, PermissionError):
            return self._apart.read_bytes().count(b"\n")
        return 0

    def replay(self, handle: Callable[[Entry], None], settle: Callable[[], None]) -> int:
        """Hand over every event in order, and forget them bit by bit."""
        self._hold_room()
        if not self.waits():
            return 0
        private_directory(self._directory)
        # A lock of its own: whoever keeps an event never waits for a replay.
        with locked(self._directory / "replay.lock"):
            count = 0
            while self._take():
                for lines, end in self._unsettled():
                    count += self._handle(lines, handle)
                    settle()
                    self._settle(end)
                self._settled.unlink(missing_ok=True)
                self._taken.unlink()
            count += self._replay_memory(handle, settle)
            self._why.unlink(missing_ok=True)
            return count

    def _hold_room(self) -> None:
        with suppress(OSError):  # a disk that takes nothing is told of when an event comes
            private_directory(self._directory)
            with locked(self._directory / "write.lock"):
                self._reserve.hold()

    def _take(self) -> bool:
        """Set aside what is in the file, so that new events begin another; False if nothing is."""
        with self._lock, locked(self._directory / "write.lock"):
            if not self._taken.exists() and self._events.exists():
                self._settled.unlink(missing_ok=True)
                self._events.replace(self._taken)
            return self._taken.exists()

    def _unsettled(self) -> Iterator[tuple[Sequence[bytes], int]]:
        """What was set aside and is not settled, some lines at a time, and where they end."""
        with self._taken.open("rb") as file:
            file.seek(self._settled_up_to())
            while lines := [line.rstrip(b"\n") for line in islice(file, _AT_ONCE)]:
                yield lines, file.tell()

    def _settled_up_to(self) -> int:
        try:
            return int(self._settled.read_text("ascii"))
        except (OSError, ValueError):
            return 0

    def _settle(self, end: int) -> None:
        with suppress(OSError):  # no room: these are handed over again, if it comes to that
            self._settled.write_text(str(end), "ascii")

    def _replay_memory(self, handle: Callable[[Entry], None], settle: Callable[[], None]) -> int:
        with self._lock:
            lines = list(self._unwritten)
        if not lines:
            return 0
        count = self._handle(lines, handle)
        settle()
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
        self._append(self._apart, b"".join(line for line, _ in faults))
        log.error(
            "%s webhooks that were kept aside cannot be taken in (%s) and are set apart in %s: %s",
            len(faults),
            "; ".join(sorted({str(error) for _, error in faults})),
            self._apart,
            SET_APART_CURE,
        )

    def _write(self) -> None:
        private_directory(self._directory)
        self._append(self._events, b"".join(self._unwritten))
        self._unwritten.clear()

    def _append(self, path: Path, content: bytes) -> None:
        """Append all of it, at the cost of the room held for it if there is no other."""
        with locked(self._directory / "write.lock"):
            while True:
                try:
                    return _append_whole(path, content)
                except OSError as error:
                    if error.errno not in _FULL or not self._reserve.give():
                        raise


def _append_whole(path: Path, content: bytes) -> None:
    """Append all of it or nothing: half a line would spoil the next one."""
    with os.fdopen(open_private(path, os.O_WRONLY | os.O_APPEND), "wb", buffering=0) as file:
        end = file.seek(0, os.SEEK_END)
        try:
            if file.write(content) != len(content):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(file.fileno())
        except OSError:
            file.truncate(end)
            raise


def _may_be_there(path: Path) -> bool:
    """Whether a file is there, or nobody can tell: then a stop may be in it."""
    try:
        return path.exists()
    except PermissionError:
        return True
