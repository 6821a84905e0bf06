"""How long after ``CALL`` the phone rings, on an installation with nothing else to do."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import requests

from benchmarks.figure import Figure
from benchmarks.start import await_ready, free_port

_LIMIT_SECONDS = 2.0
_PEOPLE = 10
_PATIENCE_SECONDS = 30.0
_RUN = Path(__file__).resolve().parents[1] / "run"


def main() -> list[Figure]:
    """Ten people, one after the other, each with a phone of their own."""
    with tempfile.TemporaryDirectory(prefix="patchline-bench-") as var:
        port = free_port()
        environ = {**os.environ, "VAR_DIR": var, "CALL_RATE": "100"}
        running = subprocess.Popen(
            [_RUN, "--port", str(port)], env=environ, stdout=subprocess.DEVNULL
        )
        try:
            await_ready(running, port)
            waits = sorted(_person(port + 1, person) for person in range(_PEOPLE))
        finally:
            running.terminate()
            running.wait(_PATIENCE_SECONDS)
    limit = f"at most {_LIMIT_SECONDS:g} s"
    return [
        Figure("CALL to ringing, median", waits[len(waits) // 2], "s", limit),
        Figure("CALL to ringing, slowest", waits[-1], "s", limit, waits[-1] <= _LIMIT_SECONDS),
    ]


def _person(simulator_port: int, person: int) -> float:
    """Seconds from sending ``CALL`` until this person's phone rings."""
    api = f"http://127.0.0.1:{simulator_port}/handset/api"
    fields = {"number": f"+180255501{person + 50}", "state": "VT"}
    phone = requests.post(f"{api}/phones", json=fields, timeout=10).json()["id"]
    _text(api, phone, "S54 05401")
    _await(api, phone, "message", outgoing=False)
    began = time.monotonic()
    _text(api, phone, "CALL")
    _await(api, phone, "call", status="ringing")
    waited = time.monotonic() - began
    requests.post(f"{api}/phones/{phone}/decline", json={}, timeout=10)
    return waited


def _text(api: str, phone: str, body: str) -> None:
    requests.post(f"{api}/phones/{phone}/texts", json={"body": body}, timeout=10)


def _await(api: str, phone: str, kind: str, **expected: object) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    after = 0
    while time.monotonic() < deadline:
        query = {"after": str(after), "wait": "5"}
        for event in requests.get(f"{api}/events", params=query, timeout=10).json()["events"]:
            after = event["seq"]
            fits = all(event.get(name) == value for name, value in expected.items())
            if event.get("phone") == phone and event["kind"] == kind and fits:
                return
    sys.exit(f"nothing of kind {kind} came to {phone}: see the messages above")
