"""The embedded Valkey is disposable: whatever becomes of it, the rest runs on."""

import os
import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from service.adapters import valkey_place
from service.adapters.guardian import Guardian
from service.adapters.valkey_server import ValkeyServer
from service.commands.upkeep import ValkeyWatch
from tests.processes import wait_until


@pytest.fixture
def valkey(tmp_path: Path) -> Iterator[ValkeyServer]:
    made = ValkeyServer(tmp_path / "var", patience=0.2)
    yield made
    made.stop()


@pytest.fixture
def watch(valkey: ValkeyServer) -> Iterator[ValkeyWatch]:
    with closing(Guardian()) as guardian:
        yield ValkeyWatch(valkey, guardian)
        valkey.stop()


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A server program that ends at once; to be removed for one that works."""
    program = tmp_path / "valkey-server"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o700)
    working = valkey_place.find_program()

    def found() -> Path:
        return program if program.exists() else working

    monkeypatch.setattr(valkey_place, "_packaged_program", found)
    return program


def test_one_that_was_killed_is_started_again(
    watch: ValkeyWatch, valkey: ValkeyServer, caplog: pytest.LogCaptureFixture
) -> None:
    watch.look()
    assert valkey.pid is not None
    os.kill(valkey.pid, signal.SIGKILL)
    wait_until(lambda: valkey.pid is None)
    watch.look()
    assert valkey.pid is not None
    assert caplog.messages == ["Valkey had ended, and runs again."]


def test_one_that_cannot_start_is_tried_ever_more_slowly_and_told_once(
    watch: ValkeyWatch, broken: Path, caplog: pytest.LogCaptureFixture
) -> None:
    pauses = [watch.look() for _ in range(7)]
    assert pauses == [2, 4, 8, 16, 30, 30, 30]
    (said,) = caplog.messages
    assert "server.log" in said
    assert "set REDIS_URL" in said
    broken.unlink()
    assert watch.look() == 1
    assert caplog.messages[1:] == ["Valkey is back."]


def test_a_disk_that_takes_nothing_ends_nothing(
    watch: ValkeyWatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "var").write_text("no directory")
    assert watch.look() == 2
    assert "Valkey cannot be started" in caplog.text
