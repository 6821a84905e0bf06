"""The supervisor keeps its programs running, and stops them in order."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from service.adapters import child as children
from service.adapters import supervisor as supervisors
from service.adapters.child import FIRST_FAULTS, ChildFault, Program
from service.adapters.guardian import Guardian, runs
from service.adapters.supervisor import Supervisor
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
        self.log = log
        self._guardian = guardian
        self._thread = threading.Thread(target=self._run)
        self._supervisor: Supervisor | None = None
        self.fault: BaseException | None = None

    def logging_program(self, name: str, stage: int) -> Program:
        command = (sys.executable, "-c", _LOG_START_AND_STOP, name, str(self.log))
        return Program(name, command, os.environ, stage)

    def start(self, *programs: Program) -> None:
        self._supervisor = Supervisor(programs, self._guardian)
        self._thread.start()

    def stop(self) -> None:
        if self._supervisor is not None:
            self._supervisor.stop()
            self._thread.join()

    def add(self, *programs: Program) -> None:
        assert self._supervisor is not None
        self._supervisor.add(programs)

    def is_done(self, program: Program) -> bool:
        return self._supervisor is not None and self._supervisor.is_done(program)

    def ended(self) -> bool:
        return not self._thread.is_alive()

    def lines(self, what: str) -> list[list[str]]:
        lines = self.log.read_text().splitlines() if self.log.exists() else []
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


def test_killing_a_program_again_and_again_ends_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(children, "FIRST_PAUSE", 0.01)
    house.start(house.logging_program("one", 0), house.logging_program("other", 0))
    for deaths in range(6):
        wait_until(partial(has_started, house, "one", deaths + 1))
        os.kill(int(starts_of(house, "one")[-1]), signal.SIGKILL)
    wait_until(partial(has_started, house, "one", 7))
    assert not house.ended()
    assert len(starts_of(house, "other")) == 1
    assert caplog.messages == ["one was ended by signal 9: it is started again."]


def has_started(house: House, name: str, times: int) -> bool:
    return len(starts_of(house, name)) == times


def starts_of(house: House, name: str) -> list[str]:
    """The processes it ran as."""
    return [pid for who, pid in house.lines("start") if who == name]


def test_after_the_start_of_all_a_broken_program_ends_no_other(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(supervisors, "OPENING_SECONDS", 0.0)
    monkeypatch.setattr(children, "FIRST_PAUSE", 0.01)
    tries = house.log.with_name("tries")
    broken = ("sh", "-c", f"echo >> {tries}; exit 3")
    house.start(house.logging_program("steady", 0), Program("The broken one", broken, os.environ))
    wait_until(lambda: tries.exists() and len(tries.read_text()) > FIRST_FAULTS, seconds=20)
    assert not house.ended()
    assert len(house.lines("start")) == 1
    (said,) = caplog.messages
    assert "The broken one ended (exit status 3)" in said
    assert "mend what its messages say" in said


def test_after_the_start_of_all_a_program_that_went_missing_ends_no_other(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(supervisors, "OPENING_SECONDS", 0.0)
    house.start(house.logging_program("steady", 0), Program("Lost", ("/nowhere",), os.environ))
    wait_until(lambda: len(house.lines("start")) == 1)
    assert not house.ended()
    assert "Lost cannot be started" in caplog.text


def test_a_program_that_runs_once_is_done_when_it_ended_well(house: House) -> None:
    once = Program("once", (sys.executable, "-c", ""), os.environ, once=True)
    house.start(once)
    wait_until(lambda: house.is_done(once))


def test_a_program_that_runs_once_and_fails_at_the_start_ends_all(house: House) -> None:
    house.start(Program("once", ("sh", "-c", "exit 1"), os.environ, once=True))
    wait_until(house.ended)
    assert "once ended once right after its start (exit status 1)" in str(house.fault)


def test_a_program_may_join_later(house: House) -> None:
    house.start(house.logging_program("first", 0))
    wait_until(lambda: len(house.lines("start")) == 1)
    house.add(house.logging_program("second", 1))
    wait_until(lambda: len(house.lines("start")) == 2)
    house.stop()
    assert [name for name, _ in house.lines("stop")] == ["first", "second"]


def test_a_program_that_keeps_ending_by_itself_ends_all_at_their_start(house: House) -> None:
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
