"""Whatever is asked, the answer names the client's fault: never 500, never a trace in the log."""

import asyncio
import logging
from urllib.parse import quote, urlsplit

import pytest

from service.simulator.client_faults import is_ours
from tests.simulator.rig import OURS, SID, VERMONT, Rig, Simulated, credentials

REST = f"/2010-04-01/Accounts/{SID}"
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
DIGITS = "9" * 5000
STATIC = "/handset/static/"


async def _status(rig: Rig, method: str, path: str, kind: str = "", body: bytes = b"") -> int:
    """What a request comes to that no client library would send."""
    parts = urlsplit(rig.base)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    head = {"Host": parts.netloc, "Connection": "close", "Content-Length": str(len(body))}
    head |= credentials() | ({"Content-Type": kind} if kind else {})
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in head.items())]
    writer.write("\r\n".join([*lines, "", ""]).encode() + body)
    status = int((await reader.readline()).split()[1])
    writer.close()
    return status


@pytest.mark.parametrize("kind", [f"{JSON}; charset=bogus", f"{JSON};;=", f'{JSON}; charset="\\'])
@pytest.mark.parametrize("body", [b'{"body": 1}', b"\xff", b"1" * 9000, b'{"a":' * 9000, b""])
async def test_odd_json_is_refused(simulated: Simulated, kind: str, body: bytes) -> None:
    async with simulated() as rig:
        path = "/handset/api/phones/p1/texts"
        assert await _status(rig, "POST", path, kind, body) in (400, 415)


@pytest.mark.parametrize(
    "name", ["x" * 3000, "%00", "handset.css%00", "..%2Fapp.py", "..", "%2Fetc%2Fpasswd", "icon"]
)
async def test_a_file_that_is_none_is_not_found(simulated: Simulated, name: str) -> None:
    async with simulated() as rig:
        assert await _status(rig, "GET", STATIC + name) == 404


@pytest.mark.parametrize(
    ("query", "status"),
    [
        (f"Page={DIGITS}", 200),
        (f"PageSize={DIGITS}", 200),
        ("PageSize=%D9%A3", 400),
        ("DateSent%3C=9999-12-31", 200),
        ("DateSent=0001-01-01T00%3A00%3A00%2B23%3A59", 200),
        ("DateSent=%00", 400),
        ("PageToken=%ED%A0%80", 400),
        ("To=%FF", 200),
    ],
)
async def test_odd_lists_are_read_or_refused(simulated: Simulated, query: str, status: int) -> None:
    async with simulated() as rig:
        _, sent = await rig.text()
        await rig.message(sent["sid"], "delivered")
        assert await _status(rig, "GET", f"{REST}/Messages.json?{query}") == status


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        (f"{FORM}; charset=bogus", "Body=x"),
        ("multipart/form-data", "Body=x"),
        ("multipart/form-data; boundary=x", "Body=x"),
        (FORM, f"Body=x&ValidityPeriod=000000005{DIGITS}"),
        (FORM, "Body=x&StatusCallback=http://["),
    ],
)
async def test_odd_forms_are_refused(simulated: Simulated, kind: str, more: str) -> None:
    async with simulated() as rig:
        body = f"To={quote(VERMONT)}&From={quote(OURS)}&{more}".encode()
        assert 400 <= await _status(rig, "POST", f"{REST}/Messages.json", kind, body) < 500


@pytest.mark.parametrize("coding", ["gzip", "br", "bogus"])
async def test_what_is_no_http_is_refused_without_a_trace(
    simulated: Simulated, caplog: pytest.LogCaptureFixture, coding: str
) -> None:
    server = logging.getLogger("aiohttp.server")
    server.addFilter(is_ours)
    try:
        async with simulated() as rig:
            for path in ("/handset/api/phones/p1/texts", f"{REST}/Messages.json"):
                kind = f"{JSON}\r\nContent-Encoding: {coding}"
                assert await _status(rig, "POST", path, kind, b"not packed") == 400
                assert await _status(rig, "POST", path, f"{JSON}; charset=\x00") == 400
    finally:
        server.removeFilter(is_ours)
    assert not caplog.records


def test_a_fault_of_our_own_is_logged() -> None:
    record = logging.LogRecord("x", 40, "x", 1, "broken", (), (KeyError, KeyError(), None))
    assert is_ours(record)
