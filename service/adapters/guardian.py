"""Ends what a killed supervisor leaves behind: a small process that waits for its parent's end.

It reads ``hold STAGE PID`` and ``drop PID`` lines on its standard input. When the input ends the
parent is gone, whatever ended it, and the process groups still held are stopped, stage by stage.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress

import psutil

GRACE_SECONDS = 8.0
"""How long a process may take to stop when it is asked to."""


class Guardian:
    """The parent's end of the pipe. Safe in several threads."""

    def __init__(self) -> None:
        command = (sys.executable, "-m", "service.adapters.guardian")
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, text=True, bufsize=1, start_new_session=True
        )
        self._lock = threading.Lock()

    @property
    def pid(self) -> int:
        """The guardian's own process."""
        return self._process.pid

    def hold(self, pid: int, stage: int) -> None:
        """Have a process group stopped should this process be killed; low stages first."""
        self._say(f"hold {stage} {pid}")

    def drop(self, pid: int) -> None:
        """Forget a process group that has ended."""
        self._say(f"drop {pid}")

    def close(self) -> None:
        """Let the guardian end; it stops what is still held."""
        if self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.close()
        self._process.wait()

    def _say(self, line: str) -> None:
        # A guardian that somebody ended is no reason to end the service.
        if self._process.stdin is not None:
            with self._lock, suppress(OSError):
                self._process.stdin.write(f"{line}\n")


def send(pid: int, number: signal.Signals) -> None:
    """Signal a whole process group; nothing if it is gone."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, number)


def kill_session(pid: int) -> None:
    """Kill a process that leads its session, and all that it started, groups of their own too.

    A worker puts the process that does its job into a group of its own.
    """
    for one in psutil.pids():
        with suppress(ProcessLookupError, PermissionError):
            if os.getsid(one) == pid:
                os.kill(one, signal.SIGKILL)


def stop_groups(pids: Iterable[int], alive: Callable[[int], bool], grace: float) -> None:
    """Ask process groups to stop, wait for their leaders together, then kill what is left."""
    left = list(pids)
    for pid in left:
        send(pid, signal.SIGTERM)
    deadline = time.monotonic() + grace
    while (left := [pid for pid in left if alive(pid)]) and time.monotonic() < deadline:
        time.sleep(0.02)
    for pid in left:
        kill_session(pid)


def runs(pid: int) -> bool:
    """Whether the process is there, and more than a record that nobody has collected yet."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def held_at_end(lines: Iterable[str]) -> dict[int, int]:
    """Stage by process of what is still held once the lines end."""
    held: dict[int, int] = {}
    for line in lines:
        match line.split():
            case ["hold", stage, pid]:
                held[int(pid)] = int(stage)
            case ["drop", pid]:
                held.pop(int(pid), None)
    return held


def main() -> None:
    """Wait for the parent's end, then stop what it held."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    held = held_at_end(sys.stdin)
    for stage in sorted(set(held.values())):
        group = [pid for pid, its in held.items() if its == stage]
        stop_groups(group, runs, GRACE_SECONDS)


if __name__ == "__main__":
    main()
