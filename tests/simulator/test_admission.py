"""Whose requests the simulator takes: its own page's and programs', not another site's."""

from typing import Any

import pytest

from service.simulator.admission import Hosts
from tests.simulator.rig import SID, Rig, Simulated, credentials

TEXTS = "/handset/api/phones/p1/texts"
STREAM = "/handset/api/stream"
JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


async def _ask(rig: Rig, method: str, path: str, headers: dict[str, str], body: Any = None) -> int:
    async with rig.client.request(method, rig.base + path, data=body, headers=headers) as response:
        return response.status


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "[", "192.0.2.7", ""])
@pytest.mark.parametrize("path", ["/", "/handset", "/healthz", STREAM])
async def test_a_foreign_name_is_refused_everywhere(
    simulated: Simulated, host: str, path: str
) -> None:
    async with simulated() as rig:
        assert await _ask(rig, "GET", path, {"Host": host}) in (400, 403)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:80", "127.0.0.1:9", "[::1]:8001"])
async def test_this_machine_is_answered_by_any_of_its_names(
    simulated: Simulated, host: str
) -> None:
    async with simulated() as rig:
        assert await _ask(rig, "GET", "/handset", {"Host": host}) == 200
        own = {"Host": host, "Origin": f"http://{host}", "Sec-Fetch-Site": "same-origin"}
        assert await _ask(rig, "POST", TEXTS, JSON | own, b'{"body": "S54"}') == 201


@pytest.mark.parametrize(
    "marks",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "http://localhost:1"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Origin": ""},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
async def test_a_page_of_another_site_drives_nothing(
    simulated: Simulated, marks: dict[str, str]
) -> None:
    async with simulated() as rig:
        refused = [
            await _ask(rig, "POST", TEXTS, JSON | marks, b'{"body": "S54"}'),
            await _ask(rig, "DELETE", "/handset/api/tally", marks),
            await _ask(rig, "GET", STREAM, marks),
            await _ask(rig, "POST", f"/2010-04-01/Accounts/{SID}/Messages.json", FORM | marks),
        ]
        assert refused == [403] * 4
        assert not rig.app.requests
        assert await _ask(rig, "GET", "/handset", marks) == 200


@pytest.mark.parametrize("act", ["texts", "calls", "answer", "hangup", "keys"])
@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "json", ""])
async def test_only_json_is_posted_to_a_phone(simulated: Simulated, act: str, kind: str) -> None:
    async with simulated() as rig:
        path = f"/handset/api/phones/p1/{act}"
        assert await _ask(rig, "POST", path, {"Content-Type": kind}, b'{"body": "S54"}') == 415
        assert not rig.app.requests


async def test_the_rest_api_keeps_its_forms(simulated: Simulated) -> None:
    async with simulated() as rig:
        path = f"/2010-04-01/Accounts/{SID}/Messages.json"
        assert await _ask(rig, "POST", path, FORM | credentials(), b"") == 400


def test_bound_to_all_addresses_it_answers_to_each_but_to_no_foreign_name() -> None:
    hosts = Hosts.of("0.0.0.0", ["https://patchline.example:8443/x"])
    assert all(name in hosts for name in ("192.0.2.7:8001", "[2001:db8::1]", "patchline.example"))
    assert "evil.example" not in hosts
    bound = Hosts.of("192.0.2.7")
    assert "192.0.2.7:8001" in bound
    assert "192.0.2.8:8001" not in bound
