"""The simulator as a process: its command line, its start and its end."""

import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.processes import free_ports, wait_until
from tests.simulator.rig import OURS, SID

COMMAND = [sys.executable, "-m", "service.simulator"]


def arguments(port: int, directory: Path) -> list[str]:
    return [
        f"--port={port}",
        "--app-url=http://127.0.0.1:9",
        f"--account-sid={SID}",
        f"--number={OURS}",
        f"--directory={directory}",
        "--speed=50",
    ]


def is_healthy(process: subprocess.Popen[bytes], port: int) -> bool:
    assert process.poll() is None, "the simulator ended by itself"
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1):
            return True
    except OSError:
        return False


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_it_starts_and_stops_cleanly_while_a_page_is_open(
    directory: Path, stop: signal.Signals
) -> None:
    port = free_ports()
    environment = {**os.environ, "TWILIO_AUTH_TOKEN": "secret"}
    process = subprocess.Popen(
        COMMAND + arguments(port, directory), env=environment, stderr=subprocess.PIPE
    )
    try:
        wait_until(lambda: is_healthy(process, port), 20)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/handset/api/stream", timeout=5):
            process.send_signal(stop)
            _, complaints = process.communicate(timeout=10)
    finally:
        process.kill()
    assert process.returncode == 0
    assert complaints == b""


def test_it_refuses_to_start_without_a_token_and_says_why(directory: Path) -> None:
    environment = {name: text for name, text in os.environ.items() if name != "TWILIO_AUTH_TOKEN"}
    done = subprocess.run(
        COMMAND + arguments(1, directory), env=environment, capture_output=True, timeout=20
    )
    assert done.returncode == 1
    assert b"TWILIO_AUTH_TOKEN is not set" in done.stderr


def test_the_token_is_no_argument() -> None:
    done = subprocess.run([*COMMAND, "--auth-token=x"], capture_output=True, timeout=20)
    assert done.returncode == 2
