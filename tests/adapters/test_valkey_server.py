"""The embedded Valkey keeps what it was given, whoever is killed, and leaves nothing behind."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
import redis

from service.adapters import valkey_place
from service.adapters.guardian import runs
from service.adapters.valkey_place import (
    LONGEST_SOCKET_PATH,
    ValkeyFault,
    default_redis_url,
    find_program,
    own_socket_directory,
    socket_path,
)
from service.adapters.valkey_server import ValkeyServer
from tests.processes import wait_until

_START_AND_WAIT = """
import pathlib, sys, time
from service.adapters.valkey_server import ValkeyServer
server = ValkeyServer(pathlib.Path(sys.argv[1]))
server.start()
print(server.pid, flush=True)
time.sleep(60)
"""


def client(server: ValkeyServer) -> redis.Redis:
    return redis.Redis.from_url(server.url, retry=None)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ValkeyServer]:
    made = ValkeyServer(tmp_path / "var")
    made.start()
    yield made
    made.stop()


@pytest.fixture
def abandoned(tmp_path: Path) -> int:
    """The process of a server whose parent was killed."""
    command = [sys.executable, "-c", _START_AND_WAIT, str(tmp_path / "var")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.kill()
    return pid


def test_it_answers_at_the_address_that_anyone_can_work_out(
    server: ValkeyServer, tmp_path: Path
) -> None:
    with redis.Redis.from_url(default_redis_url(tmp_path / "var")) as anyone:
        assert anyone.ping()


def test_it_listens_at_no_port_and_only_to_its_owner(server: ValkeyServer, tmp_path: Path) -> None:
    assert server.pid is not None
    assert psutil.Process(server.pid).net_connections("tcp") == []
    assert socket_path(tmp_path / "var").stat().st_mode & 0o777 == 0o700
    assert socket_path(tmp_path / "var").parent.stat().st_mode & 0o777 == 0o700


def test_it_never_throws_keys_away_to_save_memory(server: ValkeyServer) -> None:
    with client(server) as asked:
        assert asked.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
        assert asked.config_get("append*")["appendonly"] == "yes"
        assert asked.config_get("append*")["appendfsync"] == "everysec"


def test_a_clean_stop_keeps_everything_and_leaves_no_process(server: ValkeyServer) -> None:
    with client(server) as asked:
        asked.set("kept", "yes")
    pid = server.pid
    server.stop()
    assert pid is not None
    assert not runs(pid)
    server.start()
    with client(server) as asked:
        assert asked.get("kept") == b"yes"


def test_a_killed_server_comes_back_with_its_keys(server: ValkeyServer) -> None:
    with client(server) as asked:
        asked.set("kept", "yes")
        wait_until(lambda: asked.info("persistence")["aof_pending_bio_fsync"] == 0)
    assert server.pid is not None
    os.kill(server.pid, signal.SIGKILL)
    wait_until(lambda: server.pid is None)
    server.start()
    with client(server) as asked:
        assert asked.get("kept") == b"yes"


def test_a_second_start_shares_the_running_server(server: ValkeyServer, tmp_path: Path) -> None:
    other = ValkeyServer(tmp_path / "var")
    other.start()
    assert other.pid == server.pid
    other.stop()
    with client(server) as asked:
        assert asked.ping()


def test_the_last_one_to_stop_ends_it(server: ValkeyServer, tmp_path: Path) -> None:
    other = ValkeyServer(tmp_path / "var")
    other.start()
    server.stop()
    with client(other) as asked:
        assert asked.ping()
    other.stop()
    assert other.pid is None


def test_a_server_left_by_a_killed_parent_is_taken_on_and_ended(
    abandoned: int, tmp_path: Path
) -> None:
    server = ValkeyServer(tmp_path / "var")
    server.start()
    assert server.pid == abandoned
    server.stop()
    assert not runs(abandoned)


def test_a_left_over_server_that_hangs_is_replaced(abandoned: int, tmp_path: Path) -> None:
    os.kill(abandoned, signal.SIGSTOP)
    server = ValkeyServer(tmp_path / "var", patience=0.2)
    server.start()
    assert server.pid not in {None, abandoned}
    server.stop()


def test_a_server_whose_files_were_removed_is_replaced_not_joined(
    server: ValkeyServer, tmp_path: Path
) -> None:
    lost = server.pid
    shutil.rmtree(tmp_path / "var")
    server.start()
    assert lost is not None
    assert not runs(lost)
    with client(server) as asked:
        assert asked.ping()


def test_servers_of_two_directories_do_not_meet(server: ValkeyServer, tmp_path: Path) -> None:
    other = ValkeyServer(tmp_path / "other")
    other.start()
    with client(server) as one, client(other) as another:
        one.set("whose", "one")
        assert another.get("whose") is None
    other.stop()


def test_a_path_too_long_for_a_socket_is_no_hindrance(tmp_path: Path) -> None:
    server = ValkeyServer(tmp_path / ("long" * 30) / "var")
    server.start()
    with client(server) as asked:
        assert asked.ping()
    server.stop()
    path = socket_path(tmp_path / ("long" * 30) / "var")
    assert len(os.fsencode(path)) < LONGEST_SOCKET_PATH
    path.parent.rmdir()


def test_a_path_with_spaces_and_percent_signs_is_no_hindrance(tmp_path: Path) -> None:
    server = ValkeyServer(tmp_path / "a 100%25 ñ")
    server.start()
    with client(server) as asked:
        assert asked.ping()
    server.stop()


def test_a_socket_directory_open_to_others_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    with pytest.raises(ValkeyFault, match="open to other users"):
        own_socket_directory(tmp_path)


def damage(var: Path) -> Path:
    """The files of a server that has ended, with a hole amid what it wrote."""
    files = var / "valkey" / "appendonlydir"
    (written,) = files.glob("*.incr.aof")
    whole = written.read_bytes()
    half = len(whole) // 2
    written.write_bytes(whole[:half] + bytes(40) + whole[half + 40 :])
    return files


def fill(server: ValkeyServer) -> None:
    with client(server) as asked:
        for number in range(50):
            asked.set(f"key {number}", "value")


def test_damaged_files_are_set_aside_and_it_starts_empty(
    server: ValkeyServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    fill(server)
    server.stop()
    files = damage(tmp_path / "var")
    damaged = {one.name: one.read_bytes() for one in files.iterdir()}
    server.start()
    with client(server) as asked:
        assert asked.dbsize() == 0
    aside = files.with_name("appendonlydir.damaged")
    assert {one.name: one.read_bytes() for one in aside.iterdir()} == damaged
    (said,) = caplog.messages
    assert str(aside) in said


def test_of_files_that_were_set_aside_the_last_are_kept(
    server: ValkeyServer, tmp_path: Path
) -> None:
    for _ in range(2):
        fill(server)
        server.stop()
        damage(tmp_path / "var")
        server.start()
    assert len(list((tmp_path / "var" / "valkey").glob("*.damaged*"))) == 1


def test_one_that_ends_without_reading_its_files_keeps_them(
    server: ValkeyServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(server)
    server.stop()
    monkeypatch.setattr(valkey_place, "_packaged_program", lambda: program(tmp_path, "kill -9 $$"))
    with pytest.raises(ValkeyFault):
        server.start()
    monkeypatch.undo()
    server.start()
    with client(server) as asked:
        assert asked.dbsize() == 50


def program(directory: Path, script: str) -> Path:
    """A server program that does this."""
    made = directory / "server-program"
    made.write_text(f"#!/bin/sh\n{script}\n")
    made.chmod(0o700)
    return made


def test_a_server_that_cannot_start_says_where_to_look_and_sets_aside_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    script = "mkdir -p appendonlydir; touch appendonlydir/some; exit 1"
    monkeypatch.setattr(valkey_place, "_packaged_program", lambda: program(tmp_path, script))
    server = ValkeyServer(tmp_path / "var")
    for _ in range(3):
        with pytest.raises(ValkeyFault, match=r"server\.log"):
            server.start()
    assert len(caplog.messages) == 1
    server.stop()


def test_a_start_that_hangs_can_be_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(valkey_place, "_packaged_program", lambda: program(tmp_path, "sleep 60"))
    server = ValkeyServer(tmp_path / "var")
    threading.Timer(0.3, server.give_up).start()
    before = time.monotonic()
    with pytest.raises(ValkeyFault):
        server.start()
    assert time.monotonic() - before < 5
    server.stop()


def test_what_no_waiting_cures_is_told_before_anything_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(valkey_place, "_packaged_program", lambda: None)
    with pytest.raises(ValkeyFault, match="install valkey-server"):
        ValkeyServer(tmp_path / "var").require_place()


def test_a_server_on_the_path_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "redis-server").symlink_to(find_program())
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(valkey_place, "_packaged_program", lambda: None)
    assert find_program() == tmp_path / "redis-server"


def test_without_any_server_the_cure_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(valkey_place, "_packaged_program", lambda: None)
    with pytest.raises(ValkeyFault, match="REDIS_URL"):
        find_program()
