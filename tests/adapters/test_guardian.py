"""The guardian ends what a killed supervisor leaves behind, and nothing else."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from service.adapters.guardian import Guardian, held_at_end, runs, send, stop_groups
from tests.processes import wait_until

_STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
_STUBBORN += "print(1, flush=True); time.sleep(60)"
_SUPERVISOR = """
import subprocess, sys, time
from service.adapters.guardian import Guardian
guardian = Guardian()
sleeper = subprocess.Popen(["sleep", "60"], start_new_session=True)
guardian.hold(sleeper.pid, 0)
print(sleeper.pid, flush=True)
time.sleep(60)
"""
Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts a process that leads its own group; all are ended with the test."""
    started: list[subprocess.Popen[str]] = []

    def begin(*command: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        send(process.pid, signal.SIGKILL)
        process.communicate()


def test_what_was_dropped_is_not_held_at_the_end() -> None:
    lines = ["hold 1 10\n", "hold 0 11\n", "drop 10\n", "hold 2 12\n", "\n", "nonsense\n"]
    assert held_at_end(lines) == {11: 0, 12: 2}


def test_a_killed_supervisor_leaves_nothing_running(start: Start) -> None:
    supervisor = start(sys.executable, "-c", _SUPERVISOR)
    assert supervisor.stdout is not None
    sleeper = int(supervisor.stdout.readline())
    assert runs(sleeper)
    supervisor.kill()
    wait_until(lambda: not runs(sleeper))


def test_a_supervisor_that_ends_in_order_stops_what_it_still_holds(start: Start) -> None:
    sleeper = start("sleep", "60")
    with closing(Guardian()) as guardian:
        guardian.hold(sleeper.pid, 0)
    assert sleeper.wait(10) == -signal.SIGTERM


def test_what_is_dropped_is_left_alone(start: Start) -> None:
    sleeper = start("sleep", "60")
    with closing(Guardian()) as guardian:
        guardian.hold(sleeper.pid, 0)
        guardian.drop(sleeper.pid)
    assert sleeper.poll() is None


def test_a_process_that_will_not_stop_is_killed(start: Start) -> None:
    stubborn = start(sys.executable, "-c", _STUBBORN)
    assert stubborn.stdout is not None
    stubborn.stdout.readline()
    stop_groups([stubborn.pid], lambda _pid: stubborn.poll() is None, grace=0.1)
    assert stubborn.wait(10) == -signal.SIGKILL


def test_the_children_of_a_process_are_stopped_with_it(start: Start) -> None:
    shell = start("sh", "-c", "sleep 60 & echo $!; wait")
    assert shell.stdout is not None
    grandchild = int(shell.stdout.readline())
    stop_groups([shell.pid], lambda _pid: shell.poll() is None, grace=5)
    wait_until(lambda: not runs(grandchild))


def test_a_process_that_is_gone_can_be_stopped_once_more(start: Start) -> None:
    done = start("true")
    done.wait()
    stop_groups([done.pid], runs, grace=0)
    assert not runs(done.pid)


def test_a_dead_guardian_does_not_hinder_the_service() -> None:
    guardian = Guardian()
    send(guardian.pid, signal.SIGKILL)
    wait_until(lambda: not runs(guardian.pid))
    guardian.hold(1, 0)
    guardian.drop(1)
    guardian.close()
