"""The far ends that the same statements are held against."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.conformance.far_end import FarEnd
from tests.processes import free_ports, wait_until

SIMULATED_SID, SIMULATED_TOKEN = "AC" + "c" * 32, "simulated-token"
TWILIO = "https://api.twilio.com"
NO_CREDENTIALS = (
    "Twilio itself was not asked: set TWILIO_TEST_ACCOUNT_SID and TWILIO_TEST_AUTH_TOKEN "
    "to an account's test credentials"
)


@pytest.fixture(scope="session")
def simulator() -> Iterator[FarEnd]:
    """A simulator in a process of its own."""
    port = free_ports()
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "service.simulator",
            f"--port={port}",
            "--app-url=http://127.0.0.1:9",
            f"--account-sid={SIMULATED_SID}",
            "--number=+18885550100",
            f"--directory={Path('nowhere.json')}",
            "--speed=50",
        ],
        env={**os.environ, "TWILIO_AUTH_TOKEN": SIMULATED_TOKEN},
    )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until(lambda: _answers(process, url), 20)
        yield FarEnd("the simulator", url, SIMULATED_SID, SIMULATED_TOKEN)
    finally:
        process.terminate()
        process.wait(10)


def _answers(process: "subprocess.Popen[bytes]", url: str) -> bool:
    assert process.poll() is None, "the simulator ended by itself"
    try:
        return requests.get(f"{url}/healthz", timeout=1).ok
    except requests.RequestException:
        return False


@pytest.fixture(scope="session")
def twilio() -> FarEnd:
    """Twilio itself, which sends nothing and charges nothing for test credentials."""
    sid = os.environ.get("TWILIO_TEST_ACCOUNT_SID", "")
    token = os.environ.get("TWILIO_TEST_AUTH_TOKEN", "")
    if not (sid and token):
        pytest.skip(NO_CREDENTIALS)
    return FarEnd("Twilio", TWILIO, sid, token)


@pytest.fixture(params=["simulator", "twilio"])
def far_end(request: pytest.FixtureRequest) -> FarEnd:
    """Each of them in turn."""
    found: FarEnd = request.getfixturevalue(request.param)
    return found
