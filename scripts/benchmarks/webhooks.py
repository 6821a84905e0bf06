"""What each webhook costs beside a bare Flask view that only checks the signature.

All run on the server that Patchline ships, and take turns in small batches, so that whatever else
the machine does falls on all. CPU is what the server processes used, per request. The floor is what
a bare view costs that keeps one row safe and gives up on a database that hangs: no webhook that
records what happened can cost less. What it is made of is measured too.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from html import unescape
from itertools import pairwise
from operator import attrgetter
from statistics import median
from urllib.parse import urldefrag

from benchmarks.bare import KEEPING, PATIENT, PUBLIC_URL, READING
from benchmarks.figure import Figure
from benchmarks.serving import TOKEN, Server, serving
from tests.twins import postgres

CALLS = 150
"""Whole calls, and texts and receipts of each kind, that are measured."""

BATCH = 30
"""Requests that one server answers before it is the other's turn."""

ACCOUNT = "AC" + "1" * 32
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


def main(calls: int = CALLS) -> list[Figure]:
    """Texts, every step of a call, receipts: on SQLite, then on Postgres where one can be had."""
    with ExitStack() as ends:
        figures = _on("SQLite", "", calls)
        try:
            url = ends.enter_context(postgres.server())
        except postgres.NoPostgres as why:
            print(f"Postgres is left out: {why}", file=sys.stderr)
            return figures
        return figures + _on("Postgres", url, calls)


def _on(database: str, url: str, calls: int) -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="patchline-bench-") as var:
        environ = _environ(var, url)
        subprocess.run([sys.executable, "-m", "service", "migrate"], env=environ, check=True)
        ours = [sys.executable, "-m", "service", "serve"]
        bare = [sys.executable, "-m", "benchmarks.bare"]
        with serving(ours, environ) as server, serving(bare, environ) as peer:
            return [
                replace(figure, name=f"{database}: {figure.name}")
                for figure in _measure(server, peer, calls)
            ]


def _measure(server: Server, peer: Server, calls: int) -> list[Figure]:
    text, _ = _turns(server, peer, _texts(calls))
    figures = [text.beside("text", TEXT_LIMIT)]
    steps = []
    targets = ["/twilio/voice"] * calls
    for name, event in STEPS:
        jobs = [(target, _call(number) | event) for number, target in enumerate(targets)]
        step, answers = _turns(server, peer, jobs)
        steps.append(step)
        figures.append(step.beside(name, STEP_LIMIT))
        targets = [_next(answer) for answer in answers]
    receipts = [("/twilio/status/message?m=unknown", _receipt(one)) for one in range(calls)]
    receipt, _ = _turns(server, peer, receipts)
    return [
        *figures,
        receipt.beside("receipt", RECEIPT_LIMIT),
        _whole_call(steps),
        *_floor(peer, [fields for _, fields in receipts]),
        Figure("latency, median", median(server.waits) * 1000, "ms", _latency(peer)),
    ]


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds a request, from the same run."""

    ours: float
    bare: float
    floor: float

    def beside(self, name: str, limit: float) -> Figure:
        """Ours in multiples of the bare view."""
        ratio = self.ours / self.bare
        words = (
            f"{self.ours * 1000:.2f} ms, {self.bare * 1000:.2f} bare, "
            f"{self.floor * 1000:.2f} floor; at most {limit:g} times"
        )
        return Figure(name, ratio, "times", words, ratio <= limit)


def _whole_call(steps: Sequence[Cost]) -> Figure:
    total, floor = (1000 * sum(map(attrgetter(of), steps)) for of in ("ours", "floor"))
    words = f"{floor:.1f} ms floor; at most {CALL_LIMIT_MS:g}"
    return Figure("nine webhooks of a call", total, "ms CPU", words, total <= CALL_LIMIT_MS)


def _floor(peer: Server, forms: list[dict[str, str]]) -> list[Figure]:
    """What the floor is made of, layer by layer."""
    layers = {
        "/bare": "a signed request, checked and answered",
        READING: "more: a transaction that reads a row",
        KEEPING: "more: the row changed, and safe from a power cut",
        PATIENT: "more: done in a thread that can be given up on",
    }
    used = dict.fromkeys(layers, 0.0)
    for start in range(0, len(forms), BATCH):
        for path in layers:
            used[path] += peer.post_all([(path, form) for form in forms[start : start + BATCH]])[0]
    costs = [1000 * seconds / len(forms) for seconds in used.values()]
    added = [costs[0], *(more - less for less, more in pairwise(costs))]
    return [
        Figure(f"floor, {path[1:]}", cost, "ms CPU", words)
        for (path, words), cost in zip(layers.items(), added, strict=True)
    ]


def _latency(peer: Server) -> str:
    return f"{median(peer.waits) * 1000:.3g} ms bare"


def _turns(
    server: Server, peer: Server, jobs: list[tuple[str, dict[str, str]]]
) -> tuple[Cost, list[str]]:
    """What one request costs, all taking turns, and our answers."""
    ours = bare = floor = 0.0
    answers: list[str] = []
    for start in range(0, len(jobs), BATCH):
        batch = jobs[start : start + BATCH]
        used, replies = server.post_all(batch)
        ours += used
        answers += replies
        bare += peer.post_all([(target.partition("?")[0], fields) for target, fields in batch])[0]
        floor += peer.post_all([(PATIENT, fields) for _, fields in batch])[0]
    return Cost(ours / len(jobs), bare / len(jobs), floor / len(jobs)), answers


def _next(answer: str) -> str:
    action = re.search(r'action="([^"]+)"', answer)
    if action is None:
        return "/twilio/voice"
    return urldefrag(unescape(action[1]).removeprefix(PUBLIC_URL)).url


def _texts(calls: int) -> list[tuple[str, dict[str, str]]]:
    bodies = ("S54", "05401", "ICE")
    return [("/twilio/sms", _text(number, bodies[number % 3])) for number in range(calls)]


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


def _environ(var: str, url: str) -> dict[str, str]:
    return {
        **os.environ,
        "VAR_DIR": var,
        # Never the operator's own, whatever is set: these rows are made up.
        "DATABASE_URL": url or f"sqlite:///{var}/patchline.db",
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
