"""Jobs on a real Valkey: hints that may be lost, doubled or refused without harm."""

import json
import socket
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis

from service.adapters.rq_queue import FUNCTIONS, QUEUES, RqQueue, connect
from service.adapters.valkey_place import default_redis_url
from service.ports.jobs import ALL, RING, SEND
from service.ports.queue import Queue
from tests.processes import wait_until
from tests.twins.broker import valkey
from tests.twins.queue import QueueTwin


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with valkey(tmp_path_factory.mktemp("broker")) as url:
        yield url


@pytest.fixture
def redis(server: str) -> Iterator[Redis]:
    with connect(server) as client:
        client.flushall()
        yield client


@pytest.fixture(params=["valkey", "twin"])
def queue(request: pytest.FixtureRequest, redis: Redis) -> Queue:
    return RqQueue(redis) if request.param == "valkey" else QueueTwin()


def test_what_was_asked_for_is_pending_in_order(queue: Queue) -> None:
    assert all(queue.enqueue(RING, row_id) for row_id in (3, 1, 2))
    queue.enqueue(SEND, 7)
    assert list(queue.pending(RING)) == [3, 1, 2]
    assert list(queue.pending(SEND)) == [7]


def test_nothing_is_pending_at_first(queue: Queue) -> None:
    assert [list(queue.pending(job)) for job in ALL] == [[], []]


def test_every_job_has_a_queue_and_a_function() -> None:
    assert set(QUEUES) == set(FUNCTIONS) == set(ALL)
    assert len(set(QUEUES.values())) == len(ALL)


def test_a_job_carries_its_id_and_nothing_else(redis: Redis) -> None:
    RqQueue(redis).enqueue(RING, 42)
    job = redis.hgetall("rq:job:ring-42")
    assert json.loads(zlib.decompress(job[b"data"])) == ["workers.jobs.ring", None, [42], {}]
    assert job[b"description"] == b"workers.jobs.ring(42)"


def test_an_emptied_broker_has_nothing_pending(redis: Redis) -> None:
    queue = RqQueue(redis)
    queue.enqueue(RING, 1)
    redis.flushall()
    assert list(queue.pending(RING)) == []
    queue.enqueue(RING, 1)
    assert list(queue.pending(RING)) == [1]


def test_jobs_of_somebody_else_in_the_same_queue_are_left_alone(redis: Redis) -> None:
    redis.rpush("rq:queue:rings", "b6d2f0ac-77aa-4a43-9bc2-ab12cd34ef56", "ring-x", "other-9", "")
    queue = RqQueue(redis)
    queue.enqueue(RING, 1)
    assert list(queue.pending(RING)) == [1]


def test_it_tells_whether_the_broker_answers(redis: Redis, tmp_path: Path) -> None:
    assert RqQueue(redis).fault() is None
    said = RqQueue(connect(f"unix://{tmp_path}/none.sock")).fault()
    assert said == "Redis cannot be reached (ConnectionError): check REDIS_URL, and that the " + (
        "server runs"
    )


def test_a_broker_that_is_away_costs_nothing_and_raises_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    queue = RqQueue(connect(f"unix://{tmp_path}/none.sock"))
    before = time.monotonic()
    assert not queue.enqueue(RING, 1)
    assert list(queue.pending(RING)) == []
    assert time.monotonic() - before < 0.5
    assert "wait for the sweep" in caplog.text


def test_a_broker_that_is_away_is_told_once_and_its_return_too(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    redis = connect(default_redis_url(tmp_path / "var"))
    queue = RqQueue(redis)
    assert not any(queue.enqueue(RING, row_id) for row_id in (1, 2, 3))
    with valkey(tmp_path):
        wait_until(lambda: queue.enqueue(RING, 1))
        assert queue.enqueue(RING, 2)
    away, back = caplog.messages
    assert "Redis cannot be reached (ConnectionError): check REDIS_URL" in away
    assert back == "Redis takes jobs again."


def test_whoever_only_looks_what_is_pending_tells_of_an_outage_too(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    queue = RqQueue(connect(default_redis_url(tmp_path / "var")))
    assert list(queue.pending(RING)) == []
    assert not queue.enqueue(RING, 1)
    (told,) = caplog.messages
    assert "Redis cannot be reached" in told


def test_a_broker_that_does_not_answer_costs_half_a_second_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        queue = RqQueue(connect(f"redis://127.0.0.1:{silent.getsockname()[1]}/0"))
        waits = []
        for row_id in range(60):  # longer than any pause between two probes
            before = time.monotonic()
            assert not queue.enqueue(RING, row_id)
            assert list(queue.pending(RING)) == []
            waits.append(time.monotonic() - before)
            time.sleep(0.05)
    assert waits[0] < 1
    assert max(waits[1:]) < 0.3
    assert caplog.text.count("wait for the sweep") == 1


def test_a_broker_that_is_back_is_used_again(tmp_path: Path) -> None:
    with valkey(tmp_path) as url:
        queue = RqQueue(connect(url))
        assert queue.enqueue(RING, 1)
    assert not queue.enqueue(RING, 2)
    with valkey(tmp_path):
        wait_until(lambda: queue.enqueue(RING, 3))
        assert 3 in queue.pending(RING)


def test_a_broker_that_is_full_is_no_error(redis: Redis) -> None:
    queue = RqQueue(redis)
    redis.config_set("maxmemory", "1")
    try:
        queue.enqueue(RING, 1)
    finally:
        redis.config_set("maxmemory", "0")
    assert list(queue.pending(RING)) == []
