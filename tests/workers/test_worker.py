"""A worker takes jobs off its queues until it is told to stop."""

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any

import pytest
from redis import Redis

from service.adapters.outage_log import OutageLog
from service.adapters.sql.migrate import downgrade
from service.adapters.sql.schema import SchemaFault
from tests.processes import wait_until
from tests.twins.far_server import answers
from tests.twins.knowledge import CAMPAIGNS
from tests.workers.conftest import Works
from workers import jobs, scheduler
from workers.row_worker import RowWorker
from workers.worker import main

ROOT = CAMPAIGNS.parent


@pytest.mark.parametrize("queues", [[], ["dreams"], ["rings", "dreams"], [""]])
def test_a_queue_that_does_not_exist_is_refused(
    queues: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(queues) == 2
    assert "use ['rings', 'texts']" in capsys.readouterr().err


def burst(works: Works, queue: str) -> None:
    """Do what waits in a queue, as a worker process does."""
    with Redis.from_url(works.environ["REDIS_URL"]) as redis:
        worker = RowWorker([queue], redis, OutageLog(logging.getLogger(__name__), "back"))
        worker.work(burst=True, logging_level=logging.ERROR)
    jobs.crew().rest()


def test_a_promise_travels_through_the_broker_to_the_carrier(works: Works) -> None:
    works.far.reply = answers(201, {"sid": "CA1"})
    works.promise()
    burst(works, "texts")
    assert works.far.seen == []
    burst(works, "rings")
    assert [seen.form["To"] for seen in works.far.seen] == [["+18025550142"]]
    assert works.statuses == {"ringing": 1}


def test_a_call_is_placed_while_the_carrier_has_not_answered_the_one_before(works: Works) -> None:
    both = threading.Barrier(2)

    def wait_for_the_other(handler: Any) -> None:
        both.wait(5)
        answers(201, {"sid": f"CA{id(handler)}"})(handler)

    works.far.reply = wait_for_the_other
    for number in ("+18025550142", "+18025550143"):
        works.promise(number)
    burst(works, "rings")
    assert works.statuses == {"ringing": 2}


def test_an_emptied_broker_loses_nothing_and_repeats_nothing(works: Works) -> None:
    works.far.reply = answers(201, {"sid": "CA1"})
    works.promise()
    with Redis.from_url(works.environ["REDIS_URL"]) as redis:
        for _ in range(3):
            redis.flushall()
            works.services.sweep()
            works.services.sweep()
            burst(works, "rings")
        assert list(redis.scan_iter("rq:job:*")) == []
    assert len(works.far.seen) == 1


def test_a_failed_job_leaves_nothing_behind_in_the_broker(
    works: Works, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row that cannot be worked on now is the sweep's to ask for, not the broker's."""
    works.promise()
    monkeypatch.setenv("DATABASE_URL", "sqlite:////nowhere/at/all.db")
    burst(works, "rings")
    assert works.statuses == {"queued": 1}
    with Redis.from_url(works.environ["REDIS_URL"]) as redis:
        assert [key for key in redis.scan_iter() if key.startswith(b"rq:job:")] == []


@pytest.mark.parametrize("start", [lambda: main(["rings"]), scheduler.main])
def test_a_database_of_another_version_is_refused(works: Works, start: Callable[[], int]) -> None:
    downgrade(works.environ["DATABASE_URL"], "0001")
    with pytest.raises(SchemaFault, match="run patchline migrate"):
        start()


@pytest.mark.e2e
def test_a_worker_process_rings_and_ends_when_told(works: Works) -> None:
    works.far.reply = answers(201, {"sid": "CA1"})
    command = [sys.executable, "-m", "workers.worker", "rings"]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    worker = subprocess.Popen(command, env=environ, stderr=subprocess.PIPE, text=True)
    try:
        works.promise()
        wait_until(lambda: len(works.far.seen) == 1, seconds=20)
        worker.send_signal(signal.SIGTERM)
        _, said = worker.communicate(timeout=20)
    finally:
        worker.kill()
    assert worker.returncode == 0
    assert "8025550142" not in said
    assert "Traceback" not in said


def test_a_broker_that_is_emptied_amid_a_job_is_told_in_a_line(
    works: Works, caplog: pytest.LogCaptureFixture
) -> None:
    def empty(handler: object) -> None:
        with Redis.from_url(works.environ["REDIS_URL"]) as redis:
            redis.flushall()
        answers(201, {"sid": "CA1"})(handler)

    works.far.reply = empty
    works.promise()
    burst(works, "rings")
    assert works.statuses == {"ringing": 1}
    assert "Traceback" not in caplog.text
