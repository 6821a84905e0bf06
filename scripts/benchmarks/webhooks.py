"""What each webhook costs beside a bare Flask view that only checks the signature.

Both run on the server that Patchline ships, and take turns in small batches, so that whatever else
the machine does falls on both. CPU is what the server processes used, per request.
"""

import http.client
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from statistics import median
from urllib.parse import urlencode

import psutil
from twilio.request_validator import RequestValidator

from benchmarks.bare import PUBLIC_URL
from benchmarks.figure import Figure
from benchmarks.start import free_port

CALLS = 150
"""Whole calls, and texts and receipts of each kind, that are measured."""

TOKEN, ACCOUNT = "0123456789abcdef0123456789abcdef", "AC" + "1" * 32
OURS = "+12025550154"
TEXT_LIMIT, STEP_LIMIT, RECEIPT_LIMIT, CALL_LIMIT_MS = 3.0, 2.5, 2.0, 8.0

STEPS: tuple[tuple[str, dict[str, str]], ...] = (
    ("call arrives", {}),
    ("language", {"Digits": "1"}),
    ("ZIP", {"Digits": "05401"}),
    ("go on, dial", {"Digits": "1"}),
    ("dial result", {"DialCallStatus": "completed", "DialCallDuration": "42"}),
    ("outcome", {"Digits": "1"}),
    ("go on, dial again", {"Digits": "1"}),
    ("second dial result", {"DialCallStatus": "completed", "DialCallDuration": "42"}),
    ("second outcome", {"Digits": "2"}),
)
"""The nine webhooks of a dial-in call to two senators."""


@dataclass
class Server:
    """One server process and a connection to it."""

    process: psutil.Process
    connection: http.client.HTTPConnection
    validator: RequestValidator = field(default_factory=lambda: RequestValidator(TOKEN))
    waits: list[float] = field(default_factory=list)

    def post(self, target: str, fields: dict[str, str]) -> str:
        """The answer to one signed webhook."""
        signature = self.validator.compute_signature(PUBLIC_URL + target, fields)
        headers = {
            "X-Twilio-Signature": signature,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        began = time.perf_counter()
        self.connection.request("POST", target, urlencode(fields), headers)
        answer = self.connection.getresponse()
        body = answer.read().decode()
        self.waits.append(time.perf_counter() - began)
        if answer.status >= 300:
            sys.exit(f"{target} was answered with {answer.status}: the benchmark is off")
        return body

    def cpu(self) -> float:
        """Seconds of CPU used so far, children included."""
        each = [self.process, *self.process.children(recursive=True)]
        return sum(sum(one.cpu_times()[:2]) for one in each)


def main() -> list[Figure]:
    """Texts, every step of a call, receipts."""
    with tempfile.TemporaryDirectory(prefix="patchline-bench-") as var:
        environ = _environ(var)
        subprocess.run([sys.executable, "-m", "service", "migrate"], env=environ, check=True)
        ours = [sys.executable, "-m", "service", "serve"]
        bare = [sys.executable, "-m", "benchmarks.bare"]
        with _serving(ours, environ) as server, _serving(bare, environ) as peer:
            return _measure(server, peer)


def _measure(server: Server, peer: Server) -> list[Figure]:
    figures = _beside("text", *_turns(server, peer, _texts()), TEXT_LIMIT)
    total = 0.0
    targets = ["/twilio/voice"] * CALLS
    for name, event in STEPS:
        jobs = [(target, _call(number) | event) for number, target in enumerate(targets)]
        ours, bare, answers = _turns(server, peer, jobs)
        total += ours
        figures += _beside(name, ours, bare, answers, STEP_LIMIT)
        targets = [_next(answer) for answer in answers]
    receipts = [("/twilio/status/message?m=unknown", _receipt(one)) for one in range(CALLS)]
    figures += _beside("receipt", *_turns(server, peer, receipts), RECEIPT_LIMIT)
    total_ms = total * 1000
    kept = total_ms <= CALL_LIMIT_MS
    return [
        *figures,
        Figure("nine webhooks of a call", total_ms, "ms CPU", f"at most {CALL_LIMIT_MS:g}", kept),
        Figure("latency, median", median(server.waits) * 1000, "ms", _latency(peer)),
    ]


def _latency(peer: Server) -> str:
    return f"{median(peer.waits) * 1000:.3g} ms bare"


def _beside(name: str, ours: float, bare: float, _answers: object, limit: float) -> list[Figure]:
    ratio = ours / bare
    words = f"{ours * 1000:.2f} ms beside {bare * 1000:.2f} bare, at most {limit:g} times"
    return [Figure(name, ratio, "times", words, ratio <= limit)]


def _turns(
    server: Server, peer: Server, jobs: list[tuple[str, dict[str, str]]]
) -> tuple[float, float, list[str]]:
    """CPU seconds a request of both, taking turns, and our answers."""
    ours = bare = 0.0
    answers: list[str] = []
    for start in range(0, len(jobs), 30):
        batch = jobs[start : start + 30]
        before = server.cpu()
        answers += [server.post(*job) for job in batch]
        ours += server.cpu() - before
        before = peer.cpu()
        for target, fields in batch:
            peer.post(target.partition("?")[0], fields)
        bare += peer.cpu() - before
    return ours / len(jobs), bare / len(jobs), answers


def _next(answer: str) -> str:
    action = re.search(r'action="([^"]+)"', answer)
    return unescape(action[1]).removeprefix(PUBLIC_URL) if action else "/twilio/voice"


def _texts() -> list[tuple[str, dict[str, str]]]:
    bodies = ("S54", "05401", "ICE")
    return [("/twilio/sms", _text(number, bodies[number % 3])) for number in range(CALLS)]


def _text(number: int, body: str) -> dict[str, str]:
    return {
        "MessageSid": f"SM{number:032x}", "SmsSid": f"SM{number:032x}", "AccountSid": ACCOUNT,
        "From": f"+1802555{number // 3:04}", "To": OURS, "Body": body, "NumMedia": "0",
        "NumSegments": "1", "FromCity": "BURLINGTON", "FromState": "VT", "FromZip": "05401",
        "FromCountry": "US", "SmsStatus": "received", "ApiVersion": "2010-04-01",
    }  # fmt: skip


def _call(number: int) -> dict[str, str]:
    return {
        "CallSid": f"CA{number:032x}", "AccountSid": ACCOUNT, "From": f"+1802556{number:04}",
        "To": OURS, "CallStatus": "in-progress", "Direction": "inbound", "FromState": "VT",
        "ApiVersion": "2010-04-01", "StirVerstat": "TN-Validation-Passed-A",
    }  # fmt: skip


def _receipt(number: int) -> dict[str, str]:
    return {
        "MessageSid": f"SM{number:032x}", "MessageStatus": "delivered", "AccountSid": ACCOUNT,
        "From": OURS, "To": "+18025550142", "ApiVersion": "2010-04-01",
    }  # fmt: skip


def _environ(var: str) -> dict[str, str]:
    return {
        **os.environ,
        "VAR_DIR": var,
        "PUBLIC_URL": PUBLIC_URL,
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_API_URL": "http://127.0.0.1:1",
        "TWILIO_PHONE_NUMBER": OURS,
        "LOG_LEVEL": "ERROR",
        # Eleven in Washington on a Tuesday, so that offices are open.
        "CLOCK_OFFSET": str(1_795_536_000 - time.time()),
    }


@contextmanager
def _serving(command: list[str], environ: dict[str, str]) -> Iterator[Server]:
    port = free_port()
    running = subprocess.Popen(command, env={**environ, "PORT": str(port)})
    try:
        _await(port)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        yield Server(psutil.Process(running.pid), connection)
    finally:
        running.terminate()
        running.wait(10)


def _await(port: int) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 2).close()
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
