"""The supervisor keeps its programs running, and stops them in order."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from service.adapters.guardian import Guardian, runs
from service.adapters.supervisor import ChildFault, Program, Supervisor
from tests.processes import wait_until

_LOG_START_AND_STOP = """
import os, pathlib, signal, sys, time
name, log = sys.argv[1], pathlib.Path(sys.argv[2])
def say(what):
    with log.open("a") as file:
        file.write(f"{what} {name} {os.getpid()}\\n")
def stop(*_):
    say("stop")
    sys.exit(0)
signal.signal(signal.SIGTERM, stop)
say("start")
time.sleep(60)
"""


class House:
    """A supervisor that runs in a thread, and the log that its programs write."""

    def __init__(self, log: Path, guardian: Guardian) -> None:
        self._log = log
        self._guardian = guardian
        self._thread = threading.Thread(target=self._run)
        self._supervisor: Supervisor | None = None
        self.fault: BaseException | None = None

    def logging_program(self, name: str, stage: int) -> Program:
        command = (sys.executable, "-c", _LOG_START_AND_STOP, name, str(self._log))
        return Program(name, command, os.environ, stage)

    def start(self, *programs: Program) -> None:
        self._supervisor = Supervisor(programs, self._guardian)
        self._thread.start()

    def stop(self) -> None:
        if self._supervisor is not None:
            self._supervisor.stop()
            self._thread.join()

    def ended(self) -> bool:
        return not self._thread.is_alive()

    def lines(self, what: str) -> list[list[str]]:
        lines = self._log.read_text().splitlines() if self._log.exists() else []
        return [line.split()[1:] for line in lines if line.startswith(what)]

    def _run(self) -> None:
        assert self._supervisor is not None
        try:
            self._supervisor.run()
        except ChildFault as fault:
            self.fault = fault


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with closing(Guardian()) as guardian:
        made = House(tmp_path / "log", guardian)
        yield made
        made.stop()


def test_programs_stop_stage_by_stage(house: House) -> None:
    house.start(*(house.logging_program(name, int(name)) for name in ("2", "0", "1")))
    wait_until(lambda: len(house.lines("start")) == 3)
    house.stop()
    assert [name for name, _ in house.lines("stop")] == ["0", "1", "2"]
    assert not any(runs(int(pid)) for _, pid in house.lines("start"))


def test_a_program_that_dies_is_started_again(house: House) -> None:
    house.start(house.logging_program("one", 0))
    wait_until(lambda: len(house.lines("start")) == 1)
    os.kill(int(house.lines("start")[0][1]), signal.SIGKILL)
    wait_until(lambda: len(house.lines("start")) == 2)


_LEAVE_ONE_BEHIND = """
import os, pathlib, sys, time
if os.fork() == 0:
    if sys.argv[2] == "apart":
        os.setpgrp()
    with pathlib.Path(sys.argv[1]).open("a") as pids:
        pids.write(f"{os.getpid()} ")
    time.sleep(60)
time.sleep(0.2)
os._exit(1)
"""


@pytest.mark.parametrize("where", ["in its group", "apart"])
def test_what_a_dead_program_left_behind_is_ended_before_its_successor_runs(
    where: str, house: House, tmp_path: Path
) -> None:
    pids = tmp_path / "pids"
    command = (sys.executable, "-c", _LEAVE_ONE_BEHIND, str(pids), where)
    house.start(Program("forgetful", command, os.environ))
    wait_until(lambda: pids.exists() and len(pids.read_text().split()) == 2)
    first = int(pids.read_text().split()[0])
    wait_until(lambda: not runs(first))


def test_a_program_that_keeps_dying_ends_all_with_one_message(house: House) -> None:
    house.start(
        house.logging_program("steady", 0),
        Program("The broken one", ("sh", "-c", "exit 3"), os.environ),
    )
    wait_until(house.ended, seconds=30)
    assert "The broken one ended 5 times" in str(house.fault)
    assert "exit status 3" in str(house.fault)
    assert not any(runs(int(pid)) for _, pid in house.lines("start"))


def test_a_program_that_is_not_there_is_told(house: House) -> None:
    house.start(Program("The lost one", ("/nowhere/at/all",), os.environ))
    wait_until(house.ended)
    assert "The lost one cannot be started" in str(house.fault)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_all(number: signal.Signals) -> None:
    before = signal.getsignal(signal.SIGTERM)
    with closing(Guardian()) as guardian:
        supervisor = Supervisor([Program("sleep", ("sleep", "60"), os.environ)], guardian)
        with supervisor.heeding_signals():
            supervisor.run(lambda _now: os.kill(os.getpid(), number))
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_failing_tick_stops_all() -> None:
    def fail(_now: float) -> None:
        raise ChildFault("the watch failed")

    with closing(Guardian()) as guardian, pytest.raises(ChildFault, match="the watch failed"):
        Supervisor([Program("sleep", ("sleep", "60"), os.environ)], guardian).run(fail)
