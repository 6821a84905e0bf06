"""Phones that answer, decline or stay dark by themselves, and the machines that are detected."""

import time

import pytest

from tests.simulator.rig import BURLINGTON, OURS, VERMONT, Rig, Simulated

LONG = '<Response><Say>Hello.</Say><Pause length="600"/></Response>'


async def accustom(rig: Rig, habit: str) -> None:
    status, phone = await rig.post("/phones/p1", habit=habit)
    assert (status, phone["habit"]) == (200, habit)


@pytest.mark.parametrize(
    ("habit", "status", "sip"),
    [
        ("answer", "completed", "200"),
        ("voicemail", "completed", "200"),
        ("decline", "busy", "486"),
        ("busy", "busy", "486"),
        ("ignore", "no-answer", "487"),
        ("unreachable", "failed", "404"),
    ],
)
async def test_a_call_ends_as_the_phone_is_used_to(
    simulated: Simulated, habit: str, status: str, sip: str
) -> None:
    async with simulated() as rig:
        await accustom(rig, habit)
        _, call = await rig.ring(Timeout="20", StatusCallback=rig.app.url("/call"))
        await rig.call(call["sid"], status)
        told = (await rig.request("/call")).form
        assert (told["CallStatus"], told["SipResponseCode"]) == (status, sip)


async def test_an_unreachable_phone_gets_no_texts(simulated: Simulated) -> None:
    async with simulated() as rig:
        await accustom(rig, "unreachable")
        _, body = await rig.text(StatusCallback=rig.app.url("/receipt"))
        assert (await rig.message(body["sid"], "undelivered"))["error_code"] == 30003
        assert (await rig.request("/receipt", 2)).form["ErrorCode"] == "30003"


async def test_a_landline_cannot_be_texted(simulated: Simulated) -> None:
    async with simulated() as rig:
        await accustom(rig, "landline")
        status, body = await rig.text()
        assert (status, body["code"]) == (400, 21614)
        assert (await rig.ring())[0] == 201


async def test_a_habit_holds_for_the_far_end_of_a_dial_too(simulated: Simulated) -> None:
    async with simulated() as rig:
        _, friend = await rig.post("/phones", number="802 555 0111", label="", state="VT")
        await rig.post(f"/phones/{friend['id']}", habit="unreachable")
        rig.app.replies["/twilio/voice"] = (
            '<Response><Dial action="/dialed">+18025550111</Dial></Response>'
        )
        await rig.post("/phones/p1/calls")
        assert (await rig.request("/dialed")).form["DialCallStatus"] == "failed"


async def test_nonsense_is_no_habit(simulated: Simulated) -> None:
    async with simulated() as rig:
        status, body = await rig.post("/phones/p1", habit="sleepy")
        assert (status, "unreachable" in body["error"]) == (400, True)


@pytest.mark.parametrize(
    ("habit", "mode", "verdict"),
    [
        ("answer", "Enable", "human"),
        ("voicemail", "Enable", "machine_start"),
        ("voicemail", "DetectMessageEnd", "machine_end_beep"),
    ],
)
async def test_detection_holds_the_first_webhook_back_until_it_is_sure(
    simulated: Simulated, habit: str, mode: str, verdict: str
) -> None:
    async with simulated() as rig:
        await accustom(rig, habit)
        await rig.ring(Twiml="", Url=rig.app.url("/start"), MachineDetection=mode)
        assert (await rig.request("/start")).form["AnsweredBy"] == verdict


async def test_nothing_is_asked_of_the_application_while_a_greeting_lasts(
    simulated: Simulated,
) -> None:
    async with simulated(speed=10) as rig:
        await accustom(rig, "voicemail")
        fields = {"MachineDetection": "DetectMessageEnd", "StatusCallbackEvent": "answered"}
        url = rig.app.url("/start")
        await rig.ring(Twiml="", Url=url, StatusCallback=rig.app.url("/answered"), **fields)
        await rig.request("/answered")
        answered = time.monotonic()
        await rig.request("/start")
        assert time.monotonic() - answered > 0.4


async def test_detection_in_the_background_tells_its_own_address(simulated: Simulated) -> None:
    async with simulated() as rig:
        await accustom(rig, "voicemail")
        rig.app.replies["/start"] = LONG
        fields = {"AsyncAmd": "true", "AsyncAmdStatusCallback": rig.app.url("/machine")}
        _, call = await rig.ring(
            Twiml="", Url=rig.app.url("/start"), MachineDetection="Enable", **fields
        )
        assert "AnsweredBy" not in (await rig.request("/start")).form
        told = await rig.request("/machine")
        assert told.signed
        assert told.form["CallSid"] == call["sid"]
        assert told.form["AnsweredBy"] == "machine_start"
        assert int(told.form["MachineDetectionDuration"]) > 0


async def test_twilios_own_sender_may_be_shown_to_an_office(simulated: Simulated) -> None:
    async with simulated() as rig:
        rig.app.replies["/twilio/voice"] = (
            f'<Response><Dial callerId="{OURS}">{BURLINGTON}</Dial></Response>'
        )
        await rig.post("/phones/p1/calls")
        far = await rig.event("far", state="dialing")
        assert far["caller_id"] != VERMONT
        await rig.event("far", state="ringing")
