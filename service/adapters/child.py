"""One process to keep running: started, started again when it ends, and given up when hopeless."""

import logging
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass

from service.adapters.guardian import Guardian, kill_session
from service.adapters.outage_log import OutageLog
from service.domain.errors import PatchlineError

log = logging.getLogger(__name__)

FAST_SECONDS = 5.0
"""A process that has lived so long has started well."""
FIRST_FAULTS = 5
"""How often a process may end by itself when all is started."""
FIRST_PAUSE = 0.1
_LONGEST_PAUSE = 1.0
_LONGEST_PAUSE_OF_A_FAULT = 30.0
"""Seconds. A text that finds no web server is fetched two minutes later, so a killed one is soon
back. Whatever ends by itself says why each time: that must not fill the log."""


class ChildFault(PatchlineError):
    """A process cannot be started, or keeps ending by itself, when all is started."""


@dataclass(frozen=True, slots=True)
class Program:
    """One process to keep running."""

    name: str
    command: tuple[str, ...]
    environ: Mapping[str, str]
    stage: int = 0
    """When it is stopped: low stages first, each once the one before has ended."""
    once: bool = False
    """Whether it is done when it ends with status 0, and at fault with any other."""


class Child:
    """A program and the process that runs it now."""

    def __init__(self, program: Program, guardian: Guardian) -> None:
        self.program = program
        self.done = False
        """Whether a program that runs once has ended well."""
        self._guardian = guardian
        self._outage = OutageLog(log, f"{program.name} is back.")
        self._process: subprocess.Popen[bytes] | None = None
        self._settled = False
        self._faults = 0
        self._fast_deaths = 0
        self._started = 0.0
        self._due = 0.0

    @property
    def pid(self) -> int | None:
        """The running process, which leads its own group."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def attend(self, now: float, *, opening: bool) -> None:
        """Start it when it is due, and note its end, at a moment of monotonic time.

        Raises ChildFault where it is ``opening``, the start of all, and this one is hopeless.
        """
        if self._process is not None and self._process.poll() is not None:
            self._ended(self._process, now, opening)
        if self._process is None and not self.done and now >= self._due:
            self._start(now, opening)
        if self.pid is not None and now - self._started >= FAST_SECONDS:
            self._settled = True
            self._outage.back()

    def sweep(self, pid: int) -> None:
        """End what the process left behind, so that nothing runs beside its successor."""
        kill_session(pid)
        self._guardian.drop(pid)

    def _start(self, now: float, opening: bool) -> None:
        try:
            self._process = subprocess.Popen(
                self.program.command,
                env=dict(self.program.environ),
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            self._not_started(error, now, opening)
            return
        self._started = now
        self._guardian.hold(self._process.pid, self.program.stage)

    def _not_started(self, error: OSError, now: float, opening: bool) -> None:
        reason = f"{self.program.name} cannot be started ({error.strerror})"
        if opening and not self._started:
            raise ChildFault(f"{reason}: run the installation again with scripts/run") from error
        self._outage.away(f"{reason}, and is tried again: free some memory, or restart the machine")
        self._due = now + _LONGEST_PAUSE

    def _ended(self, process: subprocess.Popen[bytes], now: float, opening: bool) -> None:
        self.sweep(process.pid)
        self._process = None
        if self.program.once and process.returncode == 0:
            self.done = True
            self._outage.back()
            return
        fast = now - self._started < FAST_SECONDS
        self._settled = self._settled or not fast
        self._fast_deaths = self._fast_deaths + 1 if fast else 0
        if process.returncode > 0:
            self._at_fault(process.returncode, opening)
        else:
            how = f"was ended by signal {-process.returncode}" if process.returncode else "ended"
            self._outage.away(f"{self.program.name} {how}: it is started again.")
        self._due = now + self._pause(process.returncode)

    def _at_fault(self, status: int, opening: bool) -> None:
        """It ended by itself. A killed one is another matter: it says nothing about a next one."""
        self._faults += 1
        hopeless = self._faults >= (1 if self.program.once else FIRST_FAULTS)
        if opening and hopeless and not self._settled:
            raise ChildFault(
                f"{self.program.name} ended {_times(self._faults)} right after its start (exit "
                f"status {status}): mend what its messages above say, then start again"
            )
        self._outage.away(
            f"{self.program.name} ended (exit status {status}) and is started again, the others "
            "run on: mend what its messages say"
        )

    def _pause(self, status: int) -> float:
        longest = _LONGEST_PAUSE_OF_A_FAULT if status > 0 else _LONGEST_PAUSE
        return min(FIRST_PAUSE * 2.0 ** min(self._fast_deaths, 16), longest)


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
