"""The REST API as the real client library and plain requests see it."""

import asyncio
from typing import Any

import aiohttp
import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from service.simulator.sid import is_sid
from tests.simulator.rig import OURS, SERVICE, SID, TOKEN, VERMONT, Rig, Simulated, credentials


def client_of(rig: Rig) -> Client:
    client = Client(SID, TOKEN)
    client.api.base_url = rig.base
    return client


async def test_the_twilio_library_sends_fetches_and_lists_texts(simulated: Simulated) -> None:
    async with simulated() as rig:
        client = client_of(rig)

        def work() -> list[Any]:
            for number in range(3):
                sent = client.messages.create(to=VERMONT, from_=OURS, body=f"text {number}")
            fetched = client.messages(sent.sid).fetch()
            listed = client.messages.list(to=VERMONT, page_size=2)
            return [sent, fetched, listed]

        sent, fetched, listed = await asyncio.to_thread(work)
        assert (sent.status, sent.num_segments, sent.direction) == ("queued", "1", "outbound-api")
        assert sent.date_created.tzinfo is not None
        assert fetched.body == "text 2"
        assert [message.body for message in listed] == ["text 2", "text 1", "text 0"]


async def test_the_twilio_library_places_changes_and_lists_calls(simulated: Simulated) -> None:
    async with simulated() as rig:
        client = client_of(rig)
        call = await asyncio.to_thread(
            client.calls.create, to=VERMONT, from_=OURS, url=rig.app.url("/start"), timeout=500
        )
        assert (call.status, call.direction, call.sid[:2]) == ("queued", "outbound-api", "CA")
        await rig.event("call", status="ringing")
        await asyncio.to_thread(client.calls(call.sid).update, status="canceled")
        await rig.event("call", status="ended", reason="canceled")
        listed = await asyncio.to_thread(client.calls.list, status="canceled")
        assert [found.sid for found in listed] == [call.sid]


async def test_the_library_raises_twilios_error_for_a_refusal(simulated: Simulated) -> None:
    async with simulated() as rig:
        client = client_of(rig)
        with pytest.raises(TwilioRestException) as caught:
            await asyncio.to_thread(client.messages.create, to="+1802555", from_=OURS, body="hello")
        assert (caught.value.status, caught.value.code) == (400, 21211)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"To": ""}, 21604),
        ({"To": "nonsense"}, 21211),
        ({"To": "+1802555"}, 21211),
        ({"To": OURS}, 21266),
        ({"From": ""}, 21603),
        ({"From": "nobody"}, 21212),
        ({"From": "+13125550100"}, 21659),
        ({"From": "", "MessagingServiceSid": "MG1"}, 21701),
        ({"From": "", "MessagingServiceSid": "MG" + "9" * 32}, 21701),
        ({"From": "+13125550100", "MessagingServiceSid": SERVICE}, 21606),
        ({"To": "+442079460018"}, 21408),
        ({"To": "+18765550123"}, 21408),
        ({"MediaUrl": "file:///etc/passwd"}, 21620),
        ({"Body": ""}, 21602),
        ({"Body": "x" * 1601}, 21617),
        ({"StatusCallback": "/relative"}, 21609),
        ({"StatusCallback": "http://"}, 21609),
        ({"ValidityPeriod": "36001"}, 20001),
        ({"ValidityPeriod": "0"}, 20001),
        ({"ValidityPeriod": "soon"}, 20001),
    ],
)
async def test_a_text_is_refused_with_twilios_code(
    simulated: Simulated, change: dict[str, str], code: int
) -> None:
    async with simulated() as rig:
        fields = {"To": VERMONT, "From": OURS, "Body": "hello"} | change
        status, body = await rig.rest("POST", "Messages.json", fields)
        assert set(body) == {"code", "message", "more_info", "status"}
        assert body["code"] == code
        assert body["status"] == status >= 400


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"To": ""}, 21201),
        ({"To": "12"}, 21211),
        ({"From": ""}, 21213),
        ({"From": "nobody"}, 21212),
        ({"From": "+13125550100"}, 21210),
        ({"To": OURS}, 21266),
        ({"To": "+442079460018"}, 21215),
        ({"Method": "PUT"}, 20001),
        ({"MachineDetection": "Perhaps"}, 20001),
        ({"MachineDetection": "Enable", "AsyncAmdStatusCallback": "nowhere"}, 21609),
        ({"Url": ""}, 21205),
        ({"Url": "ftp://example.org/"}, 21205),
        ({"Url": "http://[broken"}, 21205),
        ({"Timeout": "601"}, 20001),
        ({"StatusCallback": "http://example.org", "StatusCallbackEvent": "sneezed"}, 20001),
    ],
)
async def test_a_call_is_refused_with_twilios_code(
    simulated: Simulated, change: dict[str, str], code: int
) -> None:
    async with simulated() as rig:
        fields = {"To": VERMONT, "From": OURS, "Url": "http://example.org/start"} | change
        status, body = await rig.rest("POST", "Calls.json", fields)
        assert (status, body["code"]) == (400, code)


async def test_wrong_credentials_and_foreign_accounts_are_refused(simulated: Simulated) -> None:
    async with simulated() as rig:
        garbled = {"Authorization": "Basic %%%"}
        for headers in (credentials("wrong"), garbled, {}):
            status, body = await rig.rest("GET", "Messages.json", headers=headers)
            assert (status, body["code"]) == (401, 20003)
        other = f"/2010-04-01/Accounts/AC{'9' * 32}/Messages.json"
        assert (await rig.rest("GET", other))[0] == 404
        for missing in (f"Messages/SM{'0' * 32}.json", f"Calls/CA{'0' * 32}.json", "Nothing.json"):
            status, body = await rig.rest("GET", missing)
            assert (status, body["code"]) == (404, 20404)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", "Messages.json"),
        ("DELETE", "Messages.json"),
        ("PATCH", "Calls.json"),
        ("DELETE", "Calls.json"),
        ("POST", "IncomingPhoneNumbers.json"),
        ("PUT", f"Messages/SM{'0' * 32}.json"),
    ],
)
async def test_a_method_that_a_resource_does_not_know_is_refused_as_such(
    simulated: Simulated, method: str, path: str
) -> None:
    async with simulated() as rig:
        status, body = await rig.rest(method, path)
        assert (status, body["code"], body["message"]) == (405, 20004, "Method not allowed")


async def test_a_status_that_no_call_can_have_is_no_filter(simulated: Simulated) -> None:
    async with simulated() as rig:
        status, body = await rig.rest("GET", "Calls.json?Status=wat")
        assert (status, body["code"]) == (400, 20001)
        assert (await rig.rest("GET", "Calls.json?Status=no-answer"))[0] == 200


async def test_every_answer_has_an_identifier_of_its_own(simulated: Simulated) -> None:
    async with simulated() as rig:
        seen = set()
        for path in ("Messages.json", "Nothing.json"):
            url = f"{rig.base}/2010-04-01/Accounts/{SID}/{path}"
            async with rig.client.get(url, headers=credentials()) as answer:
                seen.add(answer.headers["Twilio-Request-Id"])
        assert len(seen) == 2
        assert all(is_sid(one, "RQ") for one in seen)


async def test_lists_filter_by_day_and_page_by_token(simulated: Simulated) -> None:
    async with simulated() as rig:
        for number in range(5):
            fields = {"To": VERMONT, "MessagingServiceSid": SERVICE, "Body": str(number)}
            status, body = await rig.rest("POST", "Messages.json", fields)
            assert (status, body["status"], body["messaging_service_sid"]) == (
                201,
                "accepted",
                SERVICE,
            )
        bodies, path = [], "Messages.json?PageSize=2"
        while path:
            _, page = await rig.rest("GET", path)
            assert len(page["messages"]) <= 2
            bodies += [message["body"] for message in page["messages"]]
            path = page["next_page_uri"]
        assert bodies == ["4", "3", "2", "1", "0"]
        for _ in range(5):
            await rig.event("message")
        _, one = await rig.rest("GET", "Messages.json?PageSize=1&Page=0")
        assert (one["start"], one["end"], one["previous_page_uri"]) == (0, 0, None)
        _, none = await rig.rest("GET", "Messages.json?DateSent%3C=2001-01-01")
        _, every = await rig.rest("GET", "Messages.json?DateSent%3E=2001-01-01T00:00:00Z")
        assert (len(none["messages"]), len(every["messages"])) == (0, 5)
        status, body = await rig.rest("GET", "Messages.json?DateSent=yesterday")
        assert (status, body["code"]) == (400, 20001)


async def test_an_outbound_call_reports_the_events_that_were_asked_for(
    simulated: Simulated,
) -> None:
    async with simulated() as rig:
        rig.app.replies["/start"] = "<Response><Say>We called you.</Say></Response>"
        fields = [
            ("To", VERMONT),
            ("From", OURS),
            ("Url", rig.app.url("/start")),
            ("StatusCallback", rig.app.url("/progress")),
            *(("StatusCallbackEvent", event) for event in ("ringing", "answered", "completed")),
        ]
        status, call = await rig.rest("POST", "Calls.json", aiohttp.FormData(fields))
        assert (status, call["status"]) == (201, "queued")
        await rig.event("call", status="ringing", peer="(888) 555-0100")
        await rig.post("/phones/p1/answer")
        await rig.event("said", words="We called you.")
        await rig.event("call", status="ended")
        await rig.request("/progress", 3)
        told = sorted((r.form for r in rig.app.of("/progress")), key=lambda f: f["SequenceNumber"])
        assert [form["CallStatus"] for form in told] == ["ringing", "in-progress", "completed"]
        assert all(request.signed for request in rig.app.of("/progress"))
        assert "CallDuration" in told[-1]
        assert "CallDuration" not in told[0]
        _, fetched = await rig.rest("GET", f"Calls/{call['sid']}.json")
        assert (fetched["status"], fetched["end_time"] is not None) == ("completed", True)


@pytest.mark.parametrize(("act", "status"), [("decline", "busy"), ("", "no-answer")])
async def test_a_call_that_nobody_takes_ends_as_twilio_says(
    simulated: Simulated, act: str, status: str
) -> None:
    async with simulated() as rig:
        fields = {"To": VERMONT, "From": OURS, "Twiml": "<Response/>", "Timeout": "100"}
        await rig.rest("POST", "Calls.json", fields)
        await rig.event("call", status="ringing")
        if act:
            await rig.post(f"/phones/p1/{act}")
        await rig.event("call", status="ended", reason=status)


async def test_an_answering_machine_listens_presses_nothing_and_hangs_up(
    simulated: Simulated,
) -> None:
    async with simulated() as rig:
        twiml = (
            '<Response><Gather action="/pressed" timeout="5"><Say>Press one.</Say></Gather>'
            '<Pause length="600"/></Response>'
        )
        fields = {"To": VERMONT, "From": OURS, "Twiml": twiml, "MachineDetection": "Enable"}
        _, call = await rig.rest("POST", "Calls.json", fields)
        await rig.event("call", status="ringing")
        await rig.post("/phones/p1/voicemail")
        await rig.event("call", status="ended", reason="completed")
        _, fetched = await rig.rest("GET", f"Calls/{call['sid']}.json")
        assert fetched["answered_by"] == "machine_start"
        assert not rig.app.of("/pressed")


async def test_a_running_call_can_be_moved_and_ended(simulated: Simulated) -> None:
    async with simulated(speed=10) as rig:
        fields = {
            "To": VERMONT,
            "From": OURS,
            "Twiml": '<Response><Pause length="900"/></Response>',
        }
        _, call = await rig.rest("POST", "Calls.json", fields)
        path = f"Calls/{call['sid']}.json"
        assert (await rig.rest("POST", path, {"Twiml": "<Response/>"}))[1]["code"] == 21220
        await rig.event("call", status="ringing")
        await rig.post("/phones/p1/answer")
        await rig.event("call", status="in-progress")
        moved = '<Response><Say>Moved.</Say><Pause length="900"/></Response>'
        await rig.rest("POST", path, {"Twiml": moved})
        await rig.event("said", words="Moved.")
        await rig.rest("POST", path, {"Status": "completed"})
        await rig.event("call", status="ended", reason="completed")


async def test_a_call_whose_application_fails_goes_to_the_fallback(simulated: Simulated) -> None:
    async with simulated() as rig:
        rig.app.replies["/start"] = "<Broken"
        rig.app.replies["/fallback"] = "<Response><Say>Plan B.</Say></Response>"
        url, fallback = rig.app.url("/missing-scheme"), rig.app.url("/fallback")
        rig.app.replies["/missing-scheme"] = aiohttp.web.Response(status=500)
        fields = {"To": VERMONT, "From": OURS, "Url": url, "FallbackUrl": fallback}
        await rig.rest("POST", "Calls.json", fields)
        await rig.event("call", status="ringing")
        await rig.post("/phones/p1/answer")
        await rig.event("fault", code=11200)
        await rig.event("said", words="Plan B.")
        assert (await rig.request("/fallback")).form["ErrorCode"] == "11200"


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain; charset=no"]
)
async def test_a_body_that_is_no_form_is_refused_and_breaks_nothing(
    simulated: Simulated, kind: str
) -> None:
    async with simulated() as rig:
        headers = credentials() | {"Content-Type": kind}
        status, body = await rig.rest("POST", "Messages.json", b"To=\xff\x9a", headers=headers)
        assert (status, body["code"] in (20001, 21604)) == (400, True)
