"""The directory that Patchline writes to, tried by writing."""

import errno
import os
from pathlib import Path

import pytest

from service.adapters.probes.disk import look_at_disk
from service.ports.probes import CannotLook


@pytest.mark.parametrize(("mode", "private"), [(0o700, True), (0o750, False), (0o701, False)])
def test_it_is_written_to_and_left_as_it_was(tmp_path: Path, mode: int, private: bool) -> None:
    tmp_path.chmod(mode)
    disk = look_at_disk(tmp_path)
    assert disk.private is private
    assert disk.free_bytes > 0
    assert list(tmp_path.iterdir()) == []


def test_one_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(CannotLook, match="is not there") as caught:
        look_at_disk(tmp_path / "var")
    assert "patchline migrate" in caught.value.cure
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_one_that_takes_nothing_is_told_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    # A root user, as in a container, is refused by no mode; the system itself is made to refuse.
    def refuse(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(CannotLook, match=os.strerror(number)):
        look_at_disk(tmp_path)
    assert list(tmp_path.iterdir()) == []
