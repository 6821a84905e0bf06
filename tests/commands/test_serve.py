"""``patchline serve``: the web server as a process."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from click.testing import CliRunner

from service.adapters.settings import SettingsFault
from service.adapters.sql.migrate import downgrade
from service.commands.serve import serve
from tests.processes import free_ports, wait_until
from tests.twins.database import sqlite_database
from tests.twins.knowledge import CAMPAIGNS
from tests.twins.webhooks import environ_in


def started(directory: Path, port: int, *options: str, **others: str) -> subprocess.Popen[str]:
    environ = environ_in(directory, sqlite_database(directory), **others)
    return subprocess.Popen(
        [sys.executable, "-m", "service", "serve", "--port", str(port), *options],
        env={**os.environ, **environ},
        cwd=CAMPAIGNS.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def listens(port: int, host: str = "127.0.0.1") -> bool:
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_listens_where_it_is_told_and_ends_when_told(
    tmp_path: Path, number: signal.Signals
) -> None:
    port = free_ports()
    server = started(tmp_path, port)
    try:
        wait_until(lambda: listens(port), seconds=20)
        server.send_signal(number)
        said, _ = server.communicate(timeout=20)
    finally:
        server.kill()
    assert server.returncode == 0
    assert "Traceback" not in said
    assert not listens(port)


def test_it_ends_although_the_process_that_answers_hangs(tmp_path: Path) -> None:
    port = free_ports()
    server = started(tmp_path, port)
    try:
        wait_until(lambda: listens(port), seconds=20)
        (worker,) = psutil.Process(server.pid).children()
        worker.suspend()
        server.terminate()
        server.communicate(timeout=20)
    finally:
        server.kill()
    assert not worker.is_running()


def test_one_that_is_killed_leaves_nobody_behind_who_holds_its_port(tmp_path: Path) -> None:
    port = free_ports()
    server = started(tmp_path, port)
    try:
        wait_until(lambda: listens(port), seconds=20)
    finally:
        server.kill()
    wait_until(lambda: not listens(port), seconds=20)
    server.communicate(timeout=20)


def test_it_ends_with_a_reason_if_its_campaigns_cannot_be_read(tmp_path: Path) -> None:
    server = started(tmp_path, free_ports(), CAMPAIGNS_DIR=str(tmp_path / "none"))
    try:
        said, _ = server.communicate(timeout=20)
    finally:
        server.kill()
    assert server.returncode != 0
    assert "CAMPAIGNS_DIR must be a directory that is there" in said


def test_settings_at_fault_are_told_before_anything_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CALL_RATE", "0")
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    assert isinstance(CliRunner().invoke(serve).exception, SettingsFault)


def test_a_database_of_another_version_is_told_and_nothing_starts(
    tmp_path: Path, database: str
) -> None:
    downgrade(database, "0001")
    (tmp_path / "home").mkdir()
    server = started(tmp_path / "home", free_ports(), DATABASE_URL=database)
    try:
        said, _ = server.communicate(timeout=20)
    finally:
        server.kill()
    assert server.returncode == 1
    assert "older than this version" in said
    assert "run patchline migrate" in said
    assert "Traceback" not in said


def test_one_that_may_be_early_serves_before_the_database_is_migrated(
    tmp_path: Path, database: str
) -> None:
    downgrade(database, "0001")
    (tmp_path / "home").mkdir()
    port = free_ports()
    server = started(tmp_path / "home", port, "--early", DATABASE_URL=database)
    try:
        wait_until(lambda: listens(port), seconds=20)
    finally:
        server.kill()
        server.wait()


def test_a_database_that_is_away_keeps_nobody_from_being_served(tmp_path: Path) -> None:
    port = free_ports()
    server = started(tmp_path, port, DATABASE_URL="sqlite:////nowhere/at/all.db")
    try:
        wait_until(lambda: listens(port), seconds=20)
        server.terminate()
        said, _ = server.communicate(timeout=20)
    finally:
        server.kill()
    assert "Note: the database cannot be used" in said
    assert "calls are put through" in said
