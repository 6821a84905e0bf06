"""What is said of a Redis that cannot be used: the fact, and the cure that helps."""

import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis
from redis.exceptions import (
    BusyLoadingError,
    OutOfMemoryError,
    ReadOnlyError,
    RedisError,
    ResponseError,
)

from service.adapters.broker_fault import broker_fault, fault_of
from service.adapters.probes.broker import look_at_broker
from service.adapters.rq_queue import connect
from service.ports.probes import CannotLook
from tests.processes import free_ports
from tests.twins.broker import valkey


class Old(socketserver.StreamRequestHandler):
    """A server of before the word that every connection begins with today."""

    def handle(self) -> None:
        while line := self.rfile.readline():
            words = [self._word() for _ in range(int(line[1:]))]
            self.wfile.write(_ANSWERS.get(words[0].upper(), b"-ERR unknown command\r\n"))

    def _word(self) -> bytes:
        length = int(self.rfile.readline()[1:])
        return self.rfile.read(length + 2)[:-2]


_INFO = b"# Server\r\nredis_version:5.0.7\r\n"
_ANSWERS = {b"INFO": b"$%d\r\n%s\r\n" % (len(_INFO), _INFO), b"PING": b"+PONG\r\n"}


@pytest.fixture
def old() -> Iterator[str]:
    """The URL of one."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Old) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"redis://127.0.0.1:{server.server_address[1]}/0"
        server.shutdown()


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[str]:
    """The URL, without it, of a server that wants a password."""
    with valkey(tmp_path) as url:
        with Redis.from_url(url) as redis:
            redis.config_set("requirepass", "secret-word")
        yield url
        with Redis.from_url(url, password="secret-word") as redis:
            redis.config_set("requirepass", "")


def said_of(url: str) -> str:
    with connect(url) as redis:
        return str(broker_fault(redis))


def test_one_that_answers_has_no_fault(tmp_path: Path) -> None:
    with valkey(tmp_path) as url, connect(url) as redis:
        assert broker_fault(redis) is None


def test_a_password_that_is_wanted_and_one_that_is_wrong_are_told(locked: str) -> None:
    assert said_of(locked) == "Redis wants a password: set user and password in REDIS_URL"
    wrong = said_of(locked.replace("unix://", "unix://:wrong-word@"))
    assert wrong == "Redis refuses us: correct user and password in REDIS_URL"


def test_the_doctor_names_a_password_too(locked: str) -> None:
    with pytest.raises(CannotLook, match="wants a password") as caught:
        look_at_broker(locked, embedded=False)
    assert caught.value.cure == "set user and password in REDIS_URL"


def test_one_that_is_too_old_is_told(old: str) -> None:
    cure = "use Redis 6.2 or newer, or any version of Valkey"
    assert said_of(old) == f"Redis is too old: {cure}"
    with pytest.raises(CannotLook) as caught:
        look_at_broker(old, embedded=False)
    assert (caught.value.found, caught.value.cure) == ("Redis 5.0.7 is too old", cure)


def test_nobody_there_is_told() -> None:
    said = said_of(f"redis://127.0.0.1:{free_ports()}")
    assert said.startswith("Redis cannot be reached (ConnectionError): check REDIS_URL")


@pytest.mark.parametrize(
    ("error", "found"),
    [
        (BusyLoadingError("LOADING"), "is still loading its files"),
        (ReadOnlyError("READONLY"), "is a read-only replica"),
        (OutOfMemoryError("OOM"), "has no memory left"),
        (ResponseError("unknown command 'LMOVE'"), "is too old"),
    ],
)
def test_what_a_server_answers_with_is_told(error: RedisError, found: str) -> None:
    assert fault_of(error).found == found
    assert fault_of(error).cure


def test_a_database_that_is_not_there_is_named(tmp_path: Path) -> None:
    with valkey(tmp_path) as url:
        absent = f"{url}?db=77"
        cure = "correct the number that ends REDIS_URL"
        assert said_of(absent) == f"Redis has no database 77: {cure}"
        with pytest.raises(CannotLook) as caught:
            look_at_broker(absent, embedded=True)
    assert (caught.value.found, caught.value.cure) == ("has no database 77", cure)
