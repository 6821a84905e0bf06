"""Starts the processes of one installation, keeps them running, stops them in order."""

import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from service.adapters.guardian import GRACE_SECONDS, Guardian, kill_session, stop_groups
from service.domain.errors import PatchlineError

_TICK_SECONDS = 0.05
_FAST_SECONDS = 5.0
_FAST_DEATHS = 5
_LONGEST_PAUSE = 4.0


class ChildFault(PatchlineError):
    """A process cannot be started, or keeps ending right after its start."""


@dataclass(frozen=True, slots=True)
class Program:
    """One process to keep running."""

    name: str
    command: tuple[str, ...]
    environ: Mapping[str, str]
    stage: int = 0
    """When it is stopped: low stages first, each once the one before has ended."""


class _Child:
    """A program and the process that runs it now."""

    def __init__(self, program: Program, guardian: Guardian) -> None:
        self.program = program
        self._guardian = guardian
        self._process: subprocess.Popen[bytes] | None = None
        self._fast_deaths = 0
        self._started = 0.0
        self._due = 0.0

    @property
    def pid(self) -> int | None:
        """The running process, which leads its own group."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def attend(self, now: float) -> None:
        """Start it when it is due, and note its end. Raises ChildFault once it is hopeless."""
        if self._process is not None and self._process.poll() is not None:
            self._ended(self._process, now)
        if self._process is None and now >= self._due:
            self._start(now)

    def _start(self, now: float) -> None:
        try:
            self._process = subprocess.Popen(
                self.program.command,
                env=dict(self.program.environ),
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            raise ChildFault(
                f"{self.program.name} cannot be started ({error.strerror}): run the installation "
                "again with scripts/run"
            ) from error
        self._started = now
        self._guardian.hold(self._process.pid, self.program.stage)

    def _ended(self, process: subprocess.Popen[bytes], now: float) -> None:
        self.sweep(process.pid)
        self._process = None
        self._fast_deaths = self._fast_deaths + 1 if now - self._started < _FAST_SECONDS else 0
        if self._fast_deaths >= _FAST_DEATHS:
            raise ChildFault(
                f"{self.program.name} ended {_FAST_DEATHS} times right after its start "
                f"({_how(process.returncode)}): mend what its messages above say, then start again"
            )
        self._due = now + min(0.1 * 2**self._fast_deaths, _LONGEST_PAUSE)

    def sweep(self, pid: int) -> None:
        """End what the process left behind, so that nothing runs beside its successor."""
        kill_session(pid)
        self._guardian.drop(pid)


class Supervisor:
    """Runs programs until it is told to stop by a signal or by ``stop``."""

    def __init__(self, programs: Iterable[Program], guardian: Guardian) -> None:
        self._children = [_Child(program, guardian) for program in programs]
        self._stopping = threading.Event()

    def stop(self) -> None:
        """Have ``run`` return; safe in a signal handler and from any thread."""
        self._stopping.set()

    @contextmanager
    def heeding_signals(self) -> Iterator[None]:
        """Stop at Ctrl-C, a closed terminal or SIGTERM. Only in the main thread."""

        def heed(_number: int, _frame: FrameType | None) -> None:
            self.stop()

        numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        before = {number: signal.signal(number, heed) for number in numbers}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def run(self, each_tick: Callable[[float], None] = lambda now: None) -> None:
        """Keep all of them running; ``each_tick`` is called about twenty times a second with the
        monotonic time. All have ended when it returns, and when it raises ChildFault or whatever
        ``each_tick`` raises.
        """
        try:
            while not self._stopping.is_set():
                now = time.monotonic()
                for child in self._children:
                    child.attend(now)
                each_tick(now)
                self._stopping.wait(_TICK_SECONDS)
        finally:
            self._stop_all()

    def _stop_all(self) -> None:
        for stage in sorted({child.program.stage for child in self._children}):
            _stop([child for child in self._children if child.program.stage == stage])


def _stop(children: Iterable[_Child]) -> None:
    running = {child.pid: child for child in children if child.pid is not None}
    stop_groups(running, lambda pid: running[pid].pid is not None, GRACE_SECONDS)
    for pid, child in running.items():
        child.sweep(pid)


def _how(returncode: int) -> str:
    return f"signal {-returncode}" if returncode < 0 else f"exit status {returncode}"
