"""A running installation is well, and stays so once it is connected to its own simulator."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.installation import ROOT
from tests.processes import wait_until
from tests.running import Running

pytestmark = pytest.mark.e2e


def told(running: Running, *command: str) -> dict[str, Any]:
    """The object that a command prints; it has to find out the port by itself."""
    done = subprocess.run(
        [sys.executable, "-m", "service", *command, "--json"],
        cwd=ROOT,
        env={**os.environ, "VAR_DIR": str(running.var)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_running_installation_has_no_fault_before_and_after_it_is_connected(
    tmp_path: Path,
) -> None:
    running = Running(tmp_path / "var")
    try:
        running.start()
        wait_until(lambda: bool(running.rows("SELECT at FROM beats")))
        assert told(running, "doctor")["healthy"]
        assert told(running, "twilio", "connect", "--apply")["applied"]
        assert told(running, "twilio", "connect")["changes"] == []
        assert running.phone().text("S54")
        assert told(running, "doctor")["healthy"]
    finally:
        running.installation.end_by_force()
