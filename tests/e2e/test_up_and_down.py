"""One command starts everything, and nothing of it is left when it ends, whatever ends it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from service.adapters.guardian import runs
from tests.installation import ROOT, Installation
from tests.processes import free_ports, wait_until

pytestmark = pytest.mark.e2e


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
    (old,) = [
        pid for command, pid in installation.everything().items() if "worker rings" in command
    ]
    os.kill(old, signal.SIGKILL)
    wait_until(lambda: any("worker rings" in one for one in installation.everything()), seconds=20)
    assert installation.end(signal.SIGINT) == 0


def test_it_tells_where_to_begin(installation: Installation) -> None:
    installation.start()
    assert f"http://localhost:{installation.port}/handset" in installation.said
    assert "11:00 in Washington (set for the demo)" in installation.said
    assert installation.end(signal.SIGINT) == 0
    assert "Patchline has stopped." in installation.said
    assert "Traceback" not in installation.said


def up(port: int, var_dir: Path) -> "subprocess.CompletedProcess[str]":
    """Another one, which is to be refused."""
    return subprocess.run(
        [sys.executable, "-m", "service", "up", "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, "VAR_DIR": str(var_dir)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_second_one_is_told_what_is_in_its_way_and_harms_nothing(
    installation: Installation, tmp_path: Path
) -> None:
    installation.start()
    var_dir = tmp_path / "var"
    on_its_port = up(installation.port, tmp_path / "second")
    assert on_its_port.returncode == 1
    assert f"Port {installation.port}, wanted for the web server" in on_its_port.stderr
    on_its_directory = up(free_ports(), var_dir)
    assert on_its_directory.returncode == 1
    assert f"is running on {var_dir} already at port {installation.port}" in on_its_directory.stderr
    assert (var_dir / "port").exists()
    assert any("valkey" in command for command in installation.everything())
    assert installation.end(signal.SIGINT) == 0
