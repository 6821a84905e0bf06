"""The JSON API behind the handset page, with friendly and with hostile hands."""

from datetime import datetime
from typing import Any
from urllib.parse import quote

import aiohttp
import pytest
from aiohttp import web
from yarl import URL

from tests.simulator.rig import BURLINGTON, DC_SANDERS, Rig, Simulated

FAMILY = "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}"
HOSTILE = [
    "<script>alert(1)</script>",
    "مرحبا بالعالم",
    FAMILY * 50,
    "x" * 1600,
    "\x00\r\n\t",
    '"&<>\\',
]


async def test_the_bench_begins_with_a_phone_in_vermont(simulated: Simulated) -> None:
    async with simulated() as rig:
        _, body = await rig.get("/handset/api/phones")
        assert [phone["number"] for phone in body["phones"]] == ["+18025550142"]
        _, world = await rig.get("/handset/api/world")
        assert world["pretty"] == "(888) 555-0100"
        assert world["states"]["PR"] == "Puerto Rico"


async def test_any_number_can_be_added_once(simulated: Simulated) -> None:
    async with simulated() as rig:
        status, phone = await rig.post(
            "/phones", number="802 555 0123", label=" A\n b ", state="VT"
        )
        assert (status, phone["number"], phone["label"]) == (201, "+18025550123", "A b")
        assert (await rig.event("phone", number="+18025550123"))["phone"] == phone["id"]
        status, body = await rig.post("/phones", number="+1 (802) 555-0123", label="", state="VT")
        assert (status, "already here" in body["error"]) == (400, True)
        status, abroad = await rig.post("/phones", number="+442079460018", label="", state="VT")
        assert (status, abroad["state"]) == (201, "")


@pytest.mark.parametrize(
    ("path", "fields", "words"),
    [
        ("/phones", {"number": "twelve"}, "not a phone number"),
        ("/phones", {"number": "802 555 0123", "state": "ZZ"}, "postal code"),
        ("/phones", {"number": 8025550123}, "must be a text"),
        ("/phones/p9/texts", {"body": "hi"}, "no such phone"),
        ("/phones/p1/texts", {"body": "x" * 1601}, "1600 characters"),
        ("/phones/p1/texts", {"body": ["S54"]}, "must be a text"),
        ("/phones/p1/texts", {"body": "hi", "media": 11}, "at most 10"),
        ("/phones/p1/keys", {"keys": "1"}, "in no call"),
        ("/phones/p1/answer", {}, "in no call"),
        ("/phones/p1/hangup", {}, "in no call"),
        ("/phones/p1", {"anonymous": "yes"}, "true or false"),
        ("/exchange", {"busyness": 2}, "between 0"),
        ("/exchange", {"busyness": True}, "must be a number"),
        ("/exchange", {"load": 8.5}, "between 0"),
        ("/exchange", {"load": "heavy"}, "must be a number"),
        ("/exchange", {"number": DC_SANDERS, "outcome": "explode"}, "must be one of"),
        ("/exchange", {"number": "+13125550100", "outcome": "busy"}, "No Senate office"),
        ("/clock", {"preset": "yesterday"}, "preset must be"),
        ("/clock", {"offset": 1e11}, "ten years"),
        ("/clock", {"offset": "soon"}, "must be a number"),
        ("/clock", {"speed": 0}, "between"),
    ],
)
async def test_what_cannot_be_is_refused_in_words(
    simulated: Simulated, path: str, fields: dict[str, Any], words: str
) -> None:
    async with simulated() as rig:
        status, body = await rig.post(path, **fields)
        assert status == 400
        assert words in body["error"]


async def test_only_json_objects_are_taken_whatever_charset_they_name(
    simulated: Simulated,
) -> None:
    async with simulated() as rig:
        url = f"{rig.base}/handset/api/phones/p1/texts"
        for data, kind in [
            (b"[]", "application/json"),
            (b"{", "application/json"),
            (b"[" * 100_000, "application/json"),
            (b"\xff", "application/json"),
            (b"[]", "application/json; charset=bogus"),
        ]:
            headers = {"Content-Type": kind}
            async with rig.client.post(url, data=data, headers=headers) as response:
                assert response.status == 400, data[:20]
        assert not rig.app.requests


@pytest.mark.parametrize("body", HOSTILE)
async def test_hostile_texts_arrive_unchanged_at_both_ends(simulated: Simulated, body: str) -> None:
    async with simulated() as rig:
        await rig.post("/phones/p1/texts", body=body)
        assert (await rig.request("/twilio/sms")).form["Body"] == body
        assert (await rig.event("message"))["body"] == body


async def test_half_a_surrogate_pair_harms_nothing(simulated: Simulated) -> None:
    async with simulated() as rig:
        await rig.post("/phones/p1/texts", body="a\ud800b")
        assert (await rig.request("/twilio/sms")).form["Body"] == "a?b"


async def test_the_keypad_takes_keys_only(simulated: Simulated) -> None:
    async with simulated(speed=1) as rig:
        rig.app.replies["/twilio/voice"] = '<Response><Pause length="60"/></Response>'
        await rig.post("/phones/p1/calls")
        await rig.request("/twilio/voice")
        for keys in ("", "A", "１", "1 2"):
            status, body = await rig.post("/phones/p1/keys", keys=keys)
            assert (status, "keypad" in body["error"]) == (400, True), keys
        assert (await rig.post("/phones/p1/keys", keys="05401#*"))[0] == 200


async def test_the_clock_moves_together_with_the_applications(simulated: Simulated) -> None:
    async with simulated() as rig:
        _, clock = await rig.post("/clock", preset="night")
        request = await rig.request("/handset/clock")
        assert request.signed
        assert request.form == {"Offset": str(clock["offset"])}
        _, exchange = await rig.get("/handset/api/exchange")
        assert not any(office["staffed"] for office in exchange["offices"])
        _, real = await rig.post("/clock", preset="real")
        assert real["offset"] == 0


async def test_the_clock_stays_when_the_application_does_not_follow(simulated: Simulated) -> None:
    async with simulated() as rig:
        _, before = await rig.get("/handset/api/clock")
        rig.app.replies["/handset/clock"] = web.Response(status=404)
        status, body = await rig.post("/clock", preset="night")
        assert (status, "status 404" in body["error"]) == (400, True)
        _, after = await rig.get("/handset/api/clock")
        assert after["offset"] == before["offset"]


async def test_the_offices_are_listed_with_their_senators_and_hours(simulated: Simulated) -> None:
    async with simulated() as rig:
        _, exchange = await rig.get("/handset/api/exchange")
        offices = {office["number"]: office for office in exchange["offices"]}
        assert offices[DC_SANDERS]["senators"] == ["Bernard Sanders"]
        assert offices[DC_SANDERS]["staffed"] is True
        await rig.post("/exchange", number=DC_SANDERS, outcome="busy")
        assert (await rig.event("exchange", overrides={DC_SANDERS: "busy"}))["busyness"] == 0


async def test_the_senate_is_as_busy_as_on_an_ordinary_day_until_the_dial_is_turned(
    simulated: Simulated,
) -> None:
    async with simulated(busyness=None) as rig:
        _, exchange = await rig.get("/handset/api/exchange")
        assert (exchange["load"], exchange["busyness"]) == (0.5, None)
        _, surge = await rig.post("/exchange", load=8)
        assert (surge["load"], surge["busyness"]) == (8, None)
        assert (await rig.event("exchange"))["load"] == 8
        _, share = await rig.post("/exchange", busyness=0.25)
        assert (share["load"], share["busyness"]) == (None, 0.25)
        _, quiet = await rig.post("/exchange", load=0)
        assert (quiet["load"], quiet["busyness"]) == (0, 0)


async def test_the_lines_of_a_senator_are_shown_with_ours_among_them(simulated: Simulated) -> None:
    async with simulated(speed=2) as rig:
        rig.app.replies["/twilio/voice"] = f"<Response><Dial>{BURLINGTON}</Dial></Response>"
        await rig.post("/phones/p1/calls")
        far = await rig.event("far", state="dialing")
        assert (far["office"], far["lines"], far["taken"]) == (BURLINGTON, 2, 0)
        await rig.event("far", state="ringing")
        washington, burlington = await lines_of(rig, BURLINGTON)
        assert (washington["number"], washington["city"]) == (DC_SANDERS, "Washington")
        assert (washington["taken"], washington["ours"], washington["staffed"]) == (0, 0, True)
        assert (burlington["lines"], burlington["taken"], burlington["ours"]) == (2, 1, 1)
        await rig.post("/exchange", busyness=1)
        washington, burlington = await lines_of(rig, BURLINGTON)
        assert washington["taken"] == washington["lines"]
        assert (burlington["taken"], burlington["ours"]) == (2, 1)
        await rig.post("/phones/p1/hangup")
        await rig.event("far", state="ended")
        assert (await lines_of(rig, BURLINGTON))[1]["ours"] == 0


async def test_a_number_without_an_office_has_no_lines(simulated: Simulated) -> None:
    async with simulated() as rig:
        assert await lines_of(rig, "+13125550100") == []
        assert (await rig.get("/handset/api/exchange/lines"))[0] == 400


async def lines_of(rig: Rig, number: str) -> list[dict[str, Any]]:
    """The offices of the senators whom that number reaches."""
    status, body = await rig.get(f"/handset/api/exchange/lines?number={quote(number)}")
    assert status == 200
    return list(body["offices"])


async def test_the_stream_replays_the_past_and_goes_on(simulated: Simulated) -> None:
    async with simulated() as rig:
        url = f"{rig.base}/handset/api/stream"
        async with rig.client.get(url) as response:
            assert response.content_type == "text/event-stream"
            assert b'"hello"' in await _block(response)
            assert b'"phone"' in await _block(response)
            await rig.post("/exchange", busyness=0.5)
            while b'"busyness": 0.5' not in await _block(response):
                continue


async def _block(response: aiohttp.ClientResponse) -> bytes:
    return await response.content.readuntil(b"\n\n")


async def test_waiting_for_events_ends_without_any(simulated: Simulated) -> None:
    async with simulated() as rig:
        _, body = await rig.get("/handset/api/events?after=999999&wait=1")
        assert body["events"] == []
        _, odd = await rig.get("/handset/api/events?after=-1&wait=soon")
        assert odd["events"]


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/healthz", 200, "text/plain"),
        ("/", 200, "text/html"),
        ("/handset", 200, "text/html"),
        ("/handset/static/handset.css", 200, "text/css"),
        ("/handset/static/main.js", 200, "text/javascript"),
        ("/handset/static/nothing.js", 404, "text/plain"),
        ("/handset/static/..%2Fapp.py", 404, "text/plain"),
    ],
)
async def test_the_page_and_its_files(
    simulated: Simulated, path: str, status: int, kind: str
) -> None:
    async with simulated() as rig:
        assert await _fetch(rig, path) == (status, kind)


async def _fetch(rig: Rig, path: str) -> tuple[int, str]:
    async with rig.client.get(URL(rig.base + path, encoded=True)) as response:
        if response.content_type == "text/html":
            policy = response.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
        return response.status, response.content_type


async def test_times_are_those_of_the_simulated_clock(simulated: Simulated) -> None:
    async with simulated() as rig:
        _, clock = await rig.get("/handset/api/clock")
        event = await rig.event("phone")
        told, now = datetime.fromisoformat(event["at"]), datetime.fromisoformat(clock["now"])
        assert abs((told - now).total_seconds()) < 60
