"""Starts the processes of one installation, keeps them running, stops them in order."""

import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import FrameType

from service.adapters.child import Child, Program
from service.adapters.guardian import GRACE_SECONDS, Guardian, stop_groups

OPENING_SECONDS = 60.0
"""So long after its start a hopeless program ends all: somebody is there to read why. After that
the others go on, whatever becomes of one."""
_TICK_SECONDS = 0.05


class Supervisor:
    """Runs programs until it is told to stop by a signal or by ``stop``."""

    def __init__(self, programs: Iterable[Program], guardian: Guardian) -> None:
        self._guardian = guardian
        self._children: list[Child] = []
        self._stopping = threading.Event()
        self.add(programs)

    def add(self, programs: Iterable[Program]) -> None:
        """Run these as well; also from within ``each_tick``."""
        self._children += [Child(program, self._guardian) for program in programs]

    def is_done(self, program: Program) -> bool:
        """Whether a program that runs once has ended well."""
        return any(child.done for child in self._children if child.program is program)

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
        monotonic time and must not wait for anything. All have ended when it returns, and when it
        raises whatever ``each_tick`` raises, or ChildFault: within its first minute a program was
        hopeless.
        """
        began = time.monotonic()
        try:
            while not self._stopping.is_set():
                now = time.monotonic()
                for child in self._children:
                    child.attend(now, opening=now - began < OPENING_SECONDS)
                each_tick(now)
                self._stopping.wait(_TICK_SECONDS)
        finally:
            self._stop_all()

    def _stop_all(self) -> None:
        for stage in sorted({child.program.stage for child in self._children}):
            _stop([child for child in self._children if child.program.stage == stage])


def _stop(children: Iterable[Child]) -> None:
    running = {child.pid: child for child in children if child.pid is not None}
    stop_groups(running, lambda pid: running[pid].pid is not None, GRACE_SECONDS)
    for pid, child in running.items():
        child.sweep(pid)
