"""The simulator as a process: its command line, its start and its end."""

import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from tests.processes import free_ports, wait_until
from tests.simulator.rig import OURS, SERVICE, SID, VERMONT

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


@contextmanager
def running(directory: Path, *options: str) -> Iterator[tuple["subprocess.Popen[bytes]", str]]:
    """A simulator with these options, once it answers, and its address."""
    port = free_ports()
    process = subprocess.Popen(
        COMMAND + arguments(port, directory) + list(options),
        env={**os.environ, "TWILIO_AUTH_TOKEN": "secret"},
        stderr=subprocess.PIPE,
    )
    try:
        wait_until(lambda: is_healthy(process, port), 20)
        yield process, f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait(10)


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
    with (
        running(directory) as (process, url),
        urllib.request.urlopen(f"{url}/handset/api/stream", timeout=5),
    ):
        process.send_signal(stop)
        _, complaints = process.communicate(timeout=10)
    assert process.returncode == 0
    assert complaints == b""


def test_it_stops_cleanly_while_a_client_waits_for_an_answer_that_never_comes(
    directory: Path,
) -> None:
    with running(directory) as (process, url):
        fault = {"name": "accepted-then-silent"}
        assert requests.post(f"{url}/handset/api/faults", json=fault, timeout=5).ok
        text = {"To": VERMONT, "From": OURS, "Body": "hello"}
        create = f"{url}/2010-04-01/Accounts/{SID}/Messages.json"
        with pytest.raises(requests.ReadTimeout):
            requests.post(create, data=text, auth=(SID, "secret"), timeout=0.5)
        with ThreadPoolExecutor() as pool:
            waiting = pool.submit(requests.post, create, data=text, auth=(SID, "secret"))
            wait_until(lambda: accepted(url) == 2)
            process.terminate()
            _, complaints = process.communicate(timeout=10)
            assert waiting.exception() is not None
    assert process.returncode == 0
    assert complaints == b""


def accepted(url: str) -> int:
    tally = requests.get(f"{url}/handset/api/tally", timeout=5).json()
    return int(tally["messages"].get(VERMONT, 0))


def test_limits_and_the_service_come_from_the_command_line(directory: Path) -> None:
    options = ["--segment-rate=3", "--call-rate=1", "--queue-seconds=60", "--concurrency=9"]
    with running(directory, f"--messaging-service={SERVICE}", *options) as (_, url):
        assert requests.get(f"{url}/handset/api/limits", timeout=5).json() == {
            "segment_rate": 3,
            "call_rate": 1,
            "queue_seconds": 60,
            "concurrency": 9,
        }
        services = requests.get(f"{url}/v1/Services", auth=(SID, "secret"), timeout=5).json()
        assert [service["sid"] for service in services["services"]] == [SERVICE]


@pytest.mark.parametrize(
    ("option", "words"),
    [("--messaging-service=MG1", b"32 hexadecimal digits"), ("--call-rate=-1", b"negative")],
)
def test_it_refuses_to_start_with_settings_that_cannot_be(
    directory: Path, option: str, words: bytes
) -> None:
    environment = {**os.environ, "TWILIO_AUTH_TOKEN": "secret"}
    command = [*COMMAND, *arguments(1, directory), option]
    done = subprocess.run(command, env=environment, capture_output=True, timeout=20)
    assert (done.returncode, words in done.stderr) == (1, True)


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


def test_what_is_no_http_leaves_no_trace_and_foreign_names_no_answer(directory: Path) -> None:
    with running(directory, "--app-url=https://patchline.example") as (process, url):
        packed = {"Content-Encoding": "gzip", "Content-Type": "application/json"}
        text = f"{url}/handset/api/phones/p1/texts"
        assert requests.post(text, data=b"not packed", headers=packed, timeout=5).status_code == 400
        hosts = {"evil.example": 403, "patchline.example": 200}
        for host, status in hosts.items():
            asked = requests.get(f"{url}/handset", headers={"Host": host}, timeout=5)
            assert asked.status_code == status
        process.send_signal(signal.SIGTERM)
        assert process.stderr is not None
        assert process.stderr.read() == b""
