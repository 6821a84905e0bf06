"""On a full disk events go where room was held for them, and nowhere else is any of it used up."""

import errno
import os
import shutil
import subprocess
from collections import namedtuple
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from service.adapters.journal_file import JournalFile
from service.adapters.vault import Vault

KEY = "A" * 43 + "="
VAULT = Vault(KEY, KEY)
ROOM = 2**18
Usage = namedtuple("Usage", "total used free")


class Disk:
    """One that has, while it is full, only what was freed of the room that was held."""

    def __init__(self, directory: Path) -> None:
        self._reserve = directory / "journal" / "reserve"
        self.full = False

    @property
    def held(self) -> int:
        """Bytes."""
        return self._reserve.stat().st_size

    def limiting(self, flush: Callable[[int], None]) -> Callable[[int], None]:
        """The same for files on this disk."""

        def limited(descriptor: int) -> None:
            if self.full and self.held + os.fstat(descriptor).st_size > ROOM - 1000:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            flush(descriptor)

        return limited


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Disk:
    disk = Disk(tmp_path)
    monkeypatch.setattr("os.fsync", disk.limiting(os.fsync))
    return disk


@pytest.fixture
def journal(tmp_path: Path) -> JournalFile:
    return JournalFile(tmp_path / "journal", VAULT, ROOM)


def taken(journal: JournalFile) -> list[int]:
    numbers: list[int] = []
    journal.replay(lambda entry: numbers.append(entry["n"]), lambda: None)
    return numbers


def after_a_crash(tmp_path: Path) -> JournalFile:
    """As a process finds it that begins anew."""
    return JournalFile(tmp_path / "journal", VAULT, ROOM)


def test_events_on_a_full_disk_outlast_a_crash_and_are_told_of_once(
    disk: Disk, journal: JournalFile, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    taken(journal)
    disk.full = True
    for number in range(100):
        journal.keep({"n": number})
    assert 0 < disk.held < ROOM
    disk.full = False
    assert taken(after_a_crash(tmp_path)) == list(range(100))
    (told,) = caplog.messages
    assert "the disk is full" in told
    assert "free some disk" in told


def test_once_there_is_room_again_it_is_held_again(disk: Disk, journal: JournalFile) -> None:
    taken(journal)
    disk.full = True
    journal.keep({"n": 1})
    disk.full = False
    assert taken(journal) == [1]
    assert disk.held == ROOM


def test_a_disk_that_has_little_more_is_left_alone(
    journal: JournalFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _path: Usage(0, 0, 2 * ROOM - 1))
    taken(journal)
    assert not (tmp_path / "journal" / "reserve").exists()
    monkeypatch.setattr("shutil.disk_usage", lambda _path: Usage(0, 0, 2 * ROOM))
    taken(journal)
    assert (tmp_path / "journal" / "reserve").stat().st_size == ROOM


def test_when_it_is_used_up_events_wait_in_memory(disk: Disk, journal: JournalFile) -> None:
    taken(journal)
    disk.full = True
    for number in range(2000):
        journal.keep({"n": number, "form": "x" * 200})
    assert disk.held == 0
    disk.full = False
    assert taken(journal) == list(range(2000))


def test_it_is_given_room_that_is_really_there(tmp_path: Path, journal: JournalFile) -> None:
    taken(journal)
    reserve = tmp_path / "journal" / "reserve"
    assert reserve.stat().st_blocks * 512 >= ROOM
    assert reserve.stat().st_mode & 0o777 == 0o600


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of two megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)]
    if os.geteuid() or not shutil.which("mount") or subprocess.run(mount, check=False).returncode:
        pytest.skip("this user may not mount a file system")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def fill(path: Path) -> None:
    """Make a file as large as the disk allows."""
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"x" * 4096)


def test_a_disk_that_is_really_full_keeps_what_came(small_disk: Path) -> None:
    journal = JournalFile(small_disk / "journal", VAULT, ROOM)
    taken(journal)
    filling = small_disk / "filling"
    fill(filling)
    for number in range(200):
        journal.keep({"n": number})
    assert journal.replay(lambda entry: None, lambda: None) == 200
    for number in range(200):
        journal.keep({"n": number})
    again = JournalFile(small_disk / "journal", VAULT, ROOM)
    assert taken(again) == list(range(200))
    filling.unlink()
    taken(again)
    assert (small_disk / "journal" / "reserve").stat().st_size == ROOM
