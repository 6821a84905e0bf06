"""A real Valkey and the workers registered there."""

import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest
from redis import Redis
from rq import Queue, SimpleWorker

from service.adapters.heartbeat import SIGN_OF_LIFE, Heartbeat
from service.adapters.probes.broker import look_at_broker
from service.adapters.rq_queue import QUEUES, connect
from service.ports.jobs import RING, SEND
from service.ports.probes import Broker, CannotLook
from tests.processes import free_ports
from tests.twins.broker import valkey

RINGS, TEXTS = QUEUES[RING], QUEUES[SEND]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with valkey(tmp_path_factory.mktemp("broker")) as url:
        yield url


@pytest.fixture
def redis(server: str) -> Iterator[Redis]:
    with connect(server) as client:
        client.flushall()
        yield client


def look(url: str) -> Broker:
    return look_at_broker(url, embedded=False)


def register(redis: Redis, queue: str, *, pid: int | None = None, host: str | None = None) -> None:
    """A worker that says it lives."""
    worker = SimpleWorker([Queue(queue, connection=redis)], connection=redis)
    worker.pid = pid or worker.pid
    worker.hostname = host or socket.gethostname()
    worker.register_birth()


def ended_pid() -> int:
    """Of a process that is no more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@pytest.mark.usefixtures("redis")
def test_the_embedded_one_keeps_what_it_is_given_and_forgets_nothing(server: str) -> None:
    seen = look(server)
    assert seen.product.startswith("Valkey ")
    assert seen.level >= (6, 2)
    assert (seen.persistent, seen.policy, seen.read_only) == (True, "noeviction", False)


def test_workers_and_what_waits_are_counted_by_queue(server: str, redis: Redis) -> None:
    assert dict(look(server).workers) == {RINGS: 0, TEXTS: 0}
    register(redis, RINGS)
    register(redis, RINGS)
    Queue(TEXTS, connection=redis).enqueue("nobody.works_on_it")
    seen = look(server)
    assert dict(seen.workers) == {RINGS: 2, TEXTS: 0}
    assert dict(seen.waiting) == {RINGS: 0, TEXTS: 1}


def test_a_worker_that_was_killed_on_this_machine_does_not_count(server: str, redis: Redis) -> None:
    register(redis, RINGS, pid=ended_pid())
    register(redis, TEXTS, pid=ended_pid(), host="another.example")
    assert dict(look(server).workers) == {RINGS: 0, TEXTS: 1}


def test_a_scheduler_is_seen_by_its_sign_of_life(server: str, redis: Redis) -> None:
    assert not look(server).scheduler
    Heartbeat(redis).beat()
    assert look(server).scheduler
    assert 20 < redis.ttl(SIGN_OF_LIFE) <= 30


def test_a_sign_of_life_that_cannot_be_given_is_no_error() -> None:
    with connect(f"redis://127.0.0.1:{free_ports()}") as nobody:
        Heartbeat(nobody).beat()


def test_settings_that_lose_jobs_are_seen(server: str, redis: Redis) -> None:
    redis.config_set("appendonly", "no")
    redis.config_set("save", "")
    redis.config_set("maxmemory-policy", "allkeys-lru")
    try:
        seen = look(server)
        assert (seen.persistent, seen.policy) == (False, "allkeys-lru")
        redis.config_set("save", "3600 1")
        assert look(server).persistent
    finally:
        redis.config_set("maxmemory-policy", "noeviction")
        redis.config_set("appendonly", "yes")


@pytest.mark.parametrize("rules", [["-@all"], ["+@all", "-info"]])
def test_a_user_without_the_right_or_the_password_is_told(
    server: str, redis: Redis, rules: list[str]
) -> None:
    redis.execute_command("ACL", "SETUSER", "small", "on", ">right", "~*", *rules)
    for password in ("right", "wrong"):
        with pytest.raises(CannotLook, match="refuses us") as caught:
            look(server.replace("unix://", f"unix://small:{password}@"))
        assert "user and password in REDIS_URL" in caught.value.cure
        assert password not in str(caught.value).replace("username-password", "")


@pytest.mark.parametrize(("embedded", "cure"), [(True, "patchline up"), (False, "check REDIS_URL")])
def test_nobody_there_is_told_with_the_cure(embedded: bool, cure: str) -> None:
    with pytest.raises(CannotLook, match="cannot be reached") as caught:
        look_at_broker(f"redis://127.0.0.1:{free_ports()}", embedded=embedded)
    assert cure in caught.value.cure
