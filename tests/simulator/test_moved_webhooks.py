"""Numbers and Messaging Services as resources: where their webhooks go, and moving them."""

import asyncio
from typing import Any

from aiohttp import web
from twilio.rest import Client

from tests.simulator.rig import OURS, SERVICE, SID, TOKEN, Rig, Simulated

THANKS = "<Response><Message>Thanks.</Message></Response>"


def client_of(rig: Rig) -> Client:
    client = Client(SID, TOKEN)
    client.api.base_url = client.messaging.base_url = rig.base
    return client


async def number_path(rig: Rig) -> str:
    _, page = await rig.rest("GET", f"IncomingPhoneNumbers.json?PhoneNumber=%2B{OURS[1:]}")
    (number,) = page["incoming_phone_numbers"]
    return f"IncomingPhoneNumbers/{number['sid']}.json"


async def test_the_twilio_library_finds_our_number_and_moves_its_webhooks(
    simulated: Simulated,
) -> None:
    async with simulated(service="") as rig:
        client = client_of(rig)

        def work() -> Any:
            (number,) = client.incoming_phone_numbers.list(phone_number=OURS)
            assert number.sms_url == rig.app.url("/twilio/sms")
            assert number.voice_url == rig.app.url("/twilio/voice")
            assert client.incoming_phone_numbers.list(phone_number="+13125550100") == []
            number.update(sms_url=rig.app.url("/moved"), voice_fallback_url=rig.app.url("/plan-b"))
            return client.incoming_phone_numbers(number.sid).fetch()

        number = await asyncio.to_thread(work)
        assert (number.sms_url, number.voice_fallback_url) == (
            rig.app.url("/moved"),
            rig.app.url("/plan-b"),
        )
        await rig.post("/phones/p1/texts", body="S54")
        assert (await rig.request("/moved")).signed
        assert rig.app.of("/twilio/sms") == []


async def test_the_twilio_library_finds_our_service_and_moves_its_webhooks(
    simulated: Simulated,
) -> None:
    async with simulated() as rig:
        client = client_of(rig)

        def work() -> Any:
            (service,) = client.messaging.v1.services.list()
            service.update(
                inbound_request_url=rig.app.url("/pool"), status_callback=rig.app.url("/receipts")
            )
            (number,) = service.phone_numbers.list()
            assert number.phone_number == OURS
            return client.messaging.v1.services(SERVICE).fetch()

        service = await asyncio.to_thread(work)
        assert (service.sid, service.inbound_method) == (SERVICE, "POST")
        await rig.post("/phones/p1/texts", body="S54")
        assert (await rig.request("/pool")).form["MessagingServiceSid"] == SERVICE
        await rig.text(From="", MessagingServiceSid=SERVICE)
        await rig.request("/receipts", 3)
        own = {"MessagingServiceSid": SERVICE, "StatusCallback": rig.app.url("/own")}
        await rig.text(From="", **own)
        await rig.request("/own", 3)
        assert len(rig.app.of("/receipts")) == 3


async def test_a_service_may_leave_inbound_texts_to_the_number(simulated: Simulated) -> None:
    async with simulated() as rig:
        await rig.rest(
            "POST",
            f"/v1/Services/{SERVICE}",
            {"InboundRequestUrl": "", "UseInboundWebhookOnNumber": "true"},
        )
        await rig.post("/phones/p1/texts", body="S54")
        assert (await rig.request("/twilio/sms")).signed


async def test_a_text_goes_to_the_fallback_when_the_first_address_fails(
    simulated: Simulated,
) -> None:
    async with simulated(service="") as rig:
        fields = {"SmsFallbackUrl": rig.app.url("/plan-b"), "SmsFallbackMethod": "GET"}
        await rig.rest("POST", await number_path(rig), fields)
        rig.app.replies["/twilio/sms"] = web.Response(status=500)
        rig.app.replies["/plan-b"] = THANKS
        await rig.post("/phones/p1/texts", body="S54")
        await rig.event("fault", code=11200, phone="p1")
        assert (await rig.event("message", outgoing=False))["body"] == "Thanks."
        request = await rig.request("/plan-b")
        assert (request.method, request.signed) == ("GET", True)


async def test_a_dial_in_call_goes_to_the_fallback_when_its_document_is_broken(
    simulated: Simulated,
) -> None:
    async with simulated() as rig:
        fields = {"VoiceFallbackUrl": rig.app.url("/plan-b"), "StatusCallback": ""}
        await rig.rest("POST", await number_path(rig), fields)
        rig.app.replies["/twilio/voice"] = "<Response><Say>"
        rig.app.replies["/plan-b"] = "<Response><Say>Plan B.</Say></Response>"
        await rig.post("/phones/p1/calls")
        await rig.event("said", words="Plan B.")
        told = (await rig.request("/plan-b")).form
        assert (told["ErrorCode"], told["ErrorUrl"]) == ("12100", rig.app.url("/twilio/voice"))
        await rig.event("call", status="ended")
        assert rig.app.of("/twilio/status/call") == []
        _, told = await rig.get("/handset/api/events")
        faults = [event["code"] for event in told["events"] if event["kind"] == "fault"]
        assert faults == [12100]


async def test_a_number_without_a_voice_webhook_hangs_up(simulated: Simulated) -> None:
    async with simulated() as rig:
        await rig.rest("POST", await number_path(rig), {"VoiceUrl": ""})
        await rig.post("/phones/p1/calls")
        await rig.event("call", status="ended")
        assert rig.app.of("/twilio/voice") == []


async def test_a_change_is_made_whole_or_not_at_all(simulated: Simulated) -> None:
    async with simulated() as rig:
        path = await number_path(rig)
        for change, code in (({"VoiceUrl": "/relative"}, 21402), ({"SmsMethod": "PUT"}, 21403)):
            fields = {"SmsUrl": rig.app.url("/moved")} | change
            status, body = await rig.rest("POST", path, fields)
            assert (status, body["code"]) == (400, code)
        service = f"/v1/Services/{SERVICE}"
        _, refused = await rig.rest("POST", service, {"UseInboundWebhookOnNumber": "perhaps"})
        assert refused["code"] == 20001
        _, number = await rig.rest("GET", path)
        assert number["sms_url"] == rig.app.url("/twilio/sms")


async def test_unknown_numbers_and_services_are_not_found(simulated: Simulated) -> None:
    async with simulated(service="") as rig:
        foreign = f"IncomingPhoneNumbers/PN{'9' * 32}.json"
        for path in (foreign, f"/v1/Services/{SERVICE}", "/v1/Nothing"):
            status, body = await rig.rest("GET", path)
            assert (status, body["code"]) == (404, 20404)
        _, none = await rig.rest("GET", "/v1/Services")
        assert none["services"] == []
