"""A carrier that is slow to answer: the others are rung in their turns meanwhile."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta

import pytest
from redis import Redis
from rq import Worker

from service.adapters.guardian import runs
from service.adapters.valkey_place import default_redis_url
from tests.e2e.conftest import in_use
from tests.handset import Phone
from tests.installation import ROOT
from tests.processes import wait_until
from tests.running import Running

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("slow carrier")]

CALL_RATE = 5
SECOND = timedelta(seconds=1)
SLOW = 3 * SECOND


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One that may place several calls a second."""
    var = tmp_path_factory.mktemp("running") / "var"
    with in_use(var, CALL_RATE=str(CALL_RATE)) as made:
        yield made


def callers(running: Running, number: int) -> list[Phone]:
    """People of whom we know all that a ring takes."""
    phones = [running.phone() for _ in range(number)]
    for phone in phones:
        phone.text("S54 05401")
    return phones


def workers(running: Running) -> dict[int, int]:
    """How many jobs each rings worker has done, by its process."""
    with closing(Redis.from_url(default_redis_url(running.var))) as redis:
        alive = [one for one in Worker.all(connection=redis) if runs(one.pid)]
        return {one.pid: one.successful_job_count for one in alive if "rings" in one.queue_names()}


@contextmanager
def one_more_worker(running: Running) -> Iterator[None]:
    """A second process that places calls."""
    settings = {"PORT": str(running.installation.port), "CALL_RATE": str(CALL_RATE)}
    process = subprocess.Popen(
        [sys.executable, "-m", "service", "work", "rings"],
        cwd=ROOT,
        env={**os.environ, **settings, "VAR_DIR": str(running.var)},
    )
    try:
        wait_until(lambda: process.pid in workers(running), seconds=30)
        yield
    finally:
        process.terminate()
        assert process.wait(20) == 0


def busiest_second(moments: list[datetime]) -> int:
    """The most that happened within one second, wherever it begins."""
    return max(sum(one <= other < one + SECOND for other in moments) for one in moments)


def test_creates_that_hang_keep_nobody_else_waiting(running: Running) -> None:
    *hung, other = callers(running, 4)
    with running.handset.trouble("accepted-then-silent"):
        for phone in hung:
            phone.send("CALL")
            phone.hear(kind="call", status="ringing")
    began = time.monotonic()
    other.send("CALL")
    other.hear(kind="call", status="ringing")
    assert time.monotonic() - began < 2


def test_a_worker_that_is_killed_amid_a_create_rings_nobody_twice_and_the_next_at_once(
    running: Running,
) -> None:
    before = running.handset.see("tally")["calls"]
    one, other = callers(running, 2)
    with running.handset.trouble("accepted-then-silent"):
        one.send("CALL")
        one.answer()
        os.kill(running.pid("worker rings"), signal.SIGKILL)
    other.send("CALL")
    other.answer()
    for phone in (one, other):
        phone.hear(kind="said", words="Press 1 to go on")
        phone.hear(kind="call", status="ended")
        with pytest.raises(AssertionError):
            phone.hear(seconds=2, kind="call", status="ringing")
    unsettled = "SELECT id FROM calls WHERE status IN ('dialing', 'in_doubt')"
    wait_until(lambda: running.rows(unsettled) == [])
    after = running.handset.see("tally")["calls"]
    assert [calls - before.get(number, 0) for number, calls in after.items()].count(1) == 2
    assert sum(after.values()) == sum(before.values()) + 2


def test_slow_answers_and_several_workers_neither_slow_the_call_rate_down_nor_exceed_it(
    running: Running,
) -> None:
    phones = callers(running, 15)
    done = workers(running)
    with one_more_worker(running), running.handset.trouble("latency", delay=SLOW.total_seconds()):
        for phone in phones:
            phone.send("CALL")
        heard = [phone.hear(kind="call", status="ringing")["at"] for phone in phones]
        worked = [jobs > done.get(pid, 0) for pid, jobs in workers(running).items()]
        assert worked == [True, True]
    moments = sorted(map(datetime.fromisoformat, heard))
    # Each of the two may be late with one that has waited its turn.
    assert busiest_second(moments) <= CALL_RATE + 2
    one_at_a_time = SLOW * len(phones) / 2
    assert moments[-1] - moments[0] < one_at_a_time / 2
