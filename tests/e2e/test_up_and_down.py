"""One command starts everything, and nothing of it is left when it ends, whatever ends it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from service.adapters.guardian import runs
from tests.processes import free_ports, wait_until

pytestmark = pytest.mark.e2e
ROOT = Path(__file__).resolve().parents[2]
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
        with self.output.open("wb") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "service", "up", "--port", str(self.port)],
                cwd=ROOT,
                env={**os.environ, "VAR_DIR": str(self._var), **environ},
                stdout=output,
                stderr=output,
            )
        wait_until(self._ready, _START_SECONDS)
        return time.monotonic() - began

    @property
    def said(self) -> str:
        return self.output.read_text(encoding="utf-8")

    def everything(self) -> dict[str, int]:
        """All its processes by their command lines, the supervisor left out."""
        assert self._process is not None
        found = {}
        for process in psutil.Process(self._process.pid).children(recursive=True):
            with suppress(psutil.Error):
                found[" ".join(process.cmdline())] = process.pid
        return found

    def end(self, number: signal.Signals) -> int:
        """Its exit status, after a signal."""
        assert self._process is not None
        self._process.send_signal(number)
        return self._process.wait(40)

    def make_sure_it_ended(self) -> None:
        """For a test that failed before it ended it."""
        if self._process is not None and self._process.poll() is None:
            self.end(signal.SIGTERM)

    def _ready(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, self.said
        return "Patchline is ready." in self.said


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    made = Installation(tmp_path / "var")
    yield made
    made.make_sure_it_ended()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_left_whatever_ends_it(
    number: signal.Signals, installation: Installation
) -> None:
    installation.start()
    everything = installation.everything()
    for part in ("serve", "service.simulator", "worker rings", "worker texts", "scheduler"):
        assert any(part in command for command in everything), part
    status = installation.end(number)
    assert status == (-number if number == signal.SIGKILL else 0)
    wait_until(lambda: not any(runs(pid) for pid in everything.values()), seconds=30)


def test_a_part_that_dies_comes_back(installation: Installation) -> None:
    installation.start()
    (old,) = [pid for command, pid in installation.everything().items() if "rings" in command]
    os.kill(old, signal.SIGKILL)
    wait_until(lambda: any("rings" in one for one in installation.everything()), seconds=20)
    assert installation.end(signal.SIGINT) == 0


def test_it_tells_where_to_begin(installation: Installation) -> None:
    installation.start()
    assert f"http://localhost:{installation.port}/handset" in installation.said
    assert "11:00 in Washington (set for the demo)" in installation.said
    assert installation.end(signal.SIGINT) == 0
    assert "Patchline has stopped." in installation.said
    assert "Traceback" not in installation.said


def test_a_second_one_on_the_same_port_is_told_so(
    installation: Installation, tmp_path: Path
) -> None:
    installation.start()
    second = subprocess.run(
        [sys.executable, "-m", "service", "up", "--port", str(installation.port)],
        cwd=ROOT,
        env={**os.environ, "VAR_DIR": str(tmp_path / "second")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert second.returncode == 1
    assert f"Port {installation.port}, wanted for the web server" in second.stderr
    assert installation.end(signal.SIGINT) == 0
