"""``patchline backup`` and ``restore``: over nobody's head, and never beside running processes."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rq import Worker
from rq.serializers import JSONSerializer
from sqlalchemy import delete
from werkzeug.serving import make_server

from service.adapters.heartbeat import Heartbeat
from service.adapters.rq_queue import connect
from service.adapters.sql.schema import SchemaFault
from service.adapters.sql.tables import SUPPORTERS, SUPPRESSIONS
from service.commands.backup import NotAgreed, StillRunning, backup, restore
from service.ports.suppressions import ListUnreadable
from service.web.app import create_app
from tests.commands.stored import Stored
from tests.processes import free_ports
from tests.twins.broker import valkey


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stored:
    stored = Stored.make(tmp_path, monkeypatch)
    monkeypatch.setenv("PORT", str(free_ports()))
    stored.text("S54 05401")
    assert CliRunner().invoke(backup, ["kept"]).exit_code == 0
    with stored.services.engine.begin() as connection:
        connection.execute(delete(SUPPORTERS))
    return stored


def people(stored: Stored) -> int:
    with stored.services.engine.connect() as connection:
        return len(connection.execute(SUPPORTERS.select()).all())


def restored(*arguments: str, said: str | None = None) -> Result:
    return CliRunner().invoke(restore, ["kept", *arguments], input=said)


def test_what_was_kept_comes_back_once_somebody_agrees(stored: Stored) -> None:
    done = restored(said="y\n")
    assert (done.exit_code, people(stored)) == (0, 1)
    assert done.stdout.endswith("rows are back.\n")


def test_who_declines_has_changed_nothing(stored: Stored) -> None:
    done = restored(said="n\n")
    assert isinstance(done.exception, NotAgreed)
    assert people(stored) == 0


def test_where_nobody_can_be_asked_the_usage_is_wrong(stored: Stored) -> None:
    done = restored(said="")
    assert done.exit_code == 2
    assert "add --yes" in done.stderr
    assert people(stored) == 0


@pytest.mark.parametrize("command", [backup, restore])
def test_json_is_one_object_and_nothing_else(stored: Stored, command: object) -> None:
    file = "kept" if command is restore else "another"
    agreed = ["--yes"] if command is restore else []
    done = CliRunner().invoke(command, [file, "--json", *agreed])  # type: ignore[arg-type]
    assert {"rows", "ledger"} <= set(json.loads(done.stdout))


@pytest.mark.parametrize("command", [["backup", "new"], ["restore", "kept", "--yes"]])
def test_a_database_without_tables_is_told_with_the_cure(
    stored: Stored, command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty.db").touch()
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/empty.db")
    name, *arguments = command
    done = CliRunner().invoke({"backup": backup, "restore": restore}[name], arguments)
    assert isinstance(done.exception, SchemaFault)
    assert "run patchline migrate" in str(done.exception)
    assert not (tmp_path / "new").exists()


@contextmanager
def web(stored: Stored, port: int) -> Iterator[None]:
    server = make_server("127.0.0.1", port, create_app(stored.services))
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_nothing_is_restored_beside_a_running_web_server(
    stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_ports()
    monkeypatch.setenv("PORT", str(port))
    with web(stored, port):
        done = restored("--yes")
        assert isinstance(done.exception, StillRunning)
        assert f"a web server on port {port}" in str(done.exception)
        assert "stop it first" in str(done.exception)
        assert people(stored) == 0
        assert restored("--yes", "--force").exit_code == 0
    assert people(stored) == 1


def test_another_program_on_the_port_is_none_of_ours(
    stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        monkeypatch.setenv("PORT", str(other.getsockname()[1]))
        answer = threading.Thread(target=_answer, args=(other,))
        answer.start()
        assert restored("--yes").exit_code == 0
        answer.join()


def _answer(server: socket.socket) -> None:
    connection, _ = server.accept()
    with connection:
        connection.recv(1000)
        connection.sendall(b"HTTP/1.0 200 OK\r\n\r\nhello")


def test_nothing_is_restored_beside_workers_and_a_scheduler(
    stored: Stored, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with valkey(tmp_path) as url, connect(url) as redis:
        monkeypatch.setenv("REDIS_URL", url)
        worker = Worker(["rings"], connection=redis, serializer=JSONSerializer)
        worker.register_birth()
        Heartbeat(redis).beat()
        done = restored("--yes")
        assert "1 of the workers on rings; a scheduler" in str(done.exception)
        worker.register_death()
        redis.flushall()
        assert restored("--yes").exit_code == 0


def suppressed(stored: Stored) -> bool:
    return stored.services.store.run(lambda tx: tx.supporters.suppressed("+18025550142"))


def test_a_stop_that_only_the_list_beside_the_database_tells_of_holds(stored: Stored) -> None:
    services = stored.services
    services.store.run(lambda tx: tx.supporters.suppress("+18025550142", services.clock.now()))
    services.keep_suppressions()
    with services.engine.begin() as connection:
        connection.execute(delete(SUPPRESSIONS))
    assert restored("--yes").exit_code == 0
    assert suppressed(stored)


def test_a_list_of_stops_that_was_altered_lets_nothing_be_restored(stored: Stored) -> None:
    (stored.services.settings.var_dir / "suppressions").write_text("nobody said stop\n")
    done = restored("--yes")
    assert isinstance(done.exception, ListUnreadable)
    assert "bring back a copy of it, or move it away" in str(done.exception)
    assert people(stored) == 0
