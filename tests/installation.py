"""A whole installation on this machine, as ``scripts/run`` starts it."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import requests

from tests.processes import free_ports, wait_until

ROOT = Path(__file__).resolve().parents[1]
_START_SECONDS = 60.0


class Installation:
    """A running ``patchline up`` in a directory of its own."""

    def __init__(self, var: Path) -> None:
        self.port = free_ports()
        self.output = var.parent / "output"
        self._var = var
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, **environ: str) -> float:
        """Seconds until it says that it is ready."""
        began = time.monotonic()
        self.begin(**environ)
        wait_until(self.is_ready, _START_SECONDS)
        return time.monotonic() - began

    def begin(self, **environ: str) -> None:
        """Start it, and wait for nothing."""
        with self.output.open("wb") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "service", "up", "--port", str(self.port)],
                cwd=ROOT,
                env={**os.environ, "VAR_DIR": str(self._var), **environ},
                stdout=output,
                stderr=output,
            )

    @property
    def said(self) -> str:
        return self.output.read_text(encoding="utf-8")

    @property
    def pid(self) -> int:
        """The supervisor, which keeps all others running."""
        assert self._process is not None
        return self._process.pid

    def answers(self) -> bool:
        """Whether the web server does."""
        with suppress(requests.RequestException):
            return requests.get(f"http://127.0.0.1:{self.port}/healthz", timeout=1).ok
        return False

    def everything(self) -> dict[str, int]:
        """All its processes by their command lines, the supervisor left out."""
        assert self._process is not None
        found = {}
        for process in psutil.Process(self._process.pid).children(recursive=True):
            with suppress(psutil.Error):
                found[" ".join(process.cmdline())] = process.pid
        return found

    def missing(self) -> list[str]:
        """What it lacks to be ready, in its own words; nothing while nobody answers."""
        with suppress(requests.RequestException):
            answer = requests.get(f"http://127.0.0.1:{self.port}/readyz", timeout=3).json()
            return list(answer["missing"])
        return []

    def ends(self) -> int:
        """Its exit status, once it has ended by itself."""
        assert self._process is not None
        return self._process.wait(40)

    def end(self, number: signal.Signals) -> int:
        """Its exit status, after a signal."""
        assert self._process is not None
        self._process.send_signal(number)
        return self._process.wait(40)

    def make_sure_it_ended(self) -> None:
        """For a test that failed before it ended it."""
        if self._process is not None and self._process.poll() is None:
            self.end(signal.SIGTERM)

    def is_ready(self) -> bool:
        """Whether it has said so. Fails if it has ended."""
        assert self._process is not None
        assert self._process.poll() is None, self.said
        return "Patchline is ready." in self.said

    def end_by_force(self) -> None:
        """Whatever still runs is killed: for when a test failed midway."""
        if self._process is None or self._process.poll() is not None:
            return
        everything = self.everything()
        self._process.kill()
        for pid in everything.values():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
