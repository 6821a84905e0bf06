"""The simulator as a process: its command line, its start and its end."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from simulator_rig import OURS, SID

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


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_healthy(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        assert process.poll() is None, "the simulator ended by itself"
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the simulator did not start")


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_it_starts_and_stops_cleanly_while_a_page_is_open(
    directory: Path, stop: signal.Signals
) -> None:
    port = free_port()
    environment = {**os.environ, "TWILIO_AUTH_TOKEN": "secret"}
    process = subprocess.Popen(
        COMMAND + arguments(port, directory), env=environment, stderr=subprocess.PIPE
    )
    try:
        wait_until_healthy(process, port)
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
