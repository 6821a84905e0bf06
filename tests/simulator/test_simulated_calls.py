"""Whole calls over sockets: a phone, the simulator, an application that answers TwiML."""

from tests.simulator.rig import BURLINGTON, DC_SANDERS, OURS, SHARED, VERMONT, Simulated

DIAL = """<Response><Say>Connecting you.</Say>
<Dial action="/dialed" hangupOnStar="true" timeout="20"><Number>{}</Number></Dial></Response>"""


async def test_a_dial_in_call_is_announced_signed_with_the_real_fields(
    simulated: Simulated,
) -> None:
    async with simulated() as rig:
        rig.app.replies["/twilio/voice"] = "<Response><Say>Hello. Goodbye.</Say></Response>"
        await rig.post("/phones/p1/calls")
        first = await rig.event("said")
        assert first["words"] == "Hello."
        await rig.event("call", status="ended", reason="completed")
        request = await rig.request("/twilio/voice")
        assert request.signed
        assert request.headers["User-Agent"] == "TwilioProxy/1.1"
        assert request.headers["I-Twilio-Idempotency-Token"]
        expected = {
            "From": VERMONT,
            "To": OURS,
            "CallStatus": "ringing",
            "Direction": "inbound",
            "FromState": "VT",
            "FromCountry": "US",
            "StirVerstat": "TN-Validation-Passed-A",
        }
        assert expected.items() <= request.form.items()
        status = await rig.request("/twilio/status/call")
        assert status.signed
        assert status.form["CallStatus"] == "completed"
        assert status.form["SequenceNumber"] == "0"
        assert int(status.form["CallDuration"]) >= 1


async def test_a_key_breaks_off_the_prompt_and_goes_to_the_action(simulated: Simulated) -> None:
    async with simulated(speed=2) as rig:
        long_prompt = "Press one. " * 30
        rig.app.replies["/twilio/voice"] = (
            f'<Response><Gather numDigits="1" action="/next"><Say>{long_prompt}</Say></Gather>'
            "<Say>Nothing heard.</Say></Response>"
        )
        await rig.post("/phones/p1/calls")
        await rig.event("said")
        await rig.post("/phones/p1/keys", keys="1")
        request = await rig.request("/next")
        assert request.form["Digits"] == "1"
        assert request.form["msg"] == "Gather End"
        await rig.event("call", status="ended")


async def test_staff_answer_and_the_star_key_ends_only_their_leg(simulated: Simulated) -> None:
    async with simulated() as rig:
        await rig.post("/exchange", number=DC_SANDERS, outcome="answer")
        rig.app.replies["/twilio/voice"] = DIAL.format(DC_SANDERS)
        rig.app.replies["/dialed"] = "<Response><Say>Welcome back.</Say></Response>"
        await rig.post("/phones/p1/calls")
        far = await rig.event("far", state="dialing")
        assert far["senators"] == ["Bernard Sanders"]
        assert (far["city"], far["dc"]) == ("Washington", True)
        assert far["caller_id"] == "(802) 555-0142"
        await rig.event("far", state="ringing")
        await rig.event("far", state="answered")
        words = await rig.event("far-said")
        assert words["words"].startswith("Senator Sanders's office, this is")
        await rig.post("/phones/p1/keys", keys="*")
        await rig.event("said", words="Welcome back.")
        told = (await rig.request("/dialed")).form
        assert told["DialCallStatus"] == "completed"
        assert told["DialBridged"] == "true"
        assert told["DialCallSid"].startswith("CA")
        assert int(told["DialCallDuration"]) >= 1


async def test_busy_no_answer_failed_and_full_are_told_to_the_dial_action(
    simulated: Simulated,
) -> None:
    async with simulated() as rig:
        expected = {
            "busy": "busy",
            "no-answer": "no-answer",
            "failed": "failed",
            "full": "completed",
            "voicemail": "completed",
        }
        rig.app.replies["/twilio/voice"] = DIAL.format(BURLINGTON)
        for count, (outcome, status) in enumerate(expected.items(), start=1):
            await rig.post("/exchange", number=BURLINGTON, outcome=outcome)
            await rig.post("/phones/p1/calls")
            told = (await rig.request("/dialed", count)).form
            assert told["DialCallStatus"] == status, outcome
            await rig.event("far", state="ended", result=status)
            await rig.event("call", status="ended")


async def test_a_number_that_two_senators_share_names_both(simulated: Simulated) -> None:
    async with simulated() as rig:
        await rig.post("/exchange", number=SHARED, outcome="voicemail")
        rig.app.replies["/twilio/voice"] = DIAL.format(SHARED)
        await rig.post("/phones/p1/calls")
        far = await rig.event("far", state="dialing")
        assert far["senators"] == ["Lisa Murkowski", "Dan Sullivan"]
        words = await rig.event("far-said")
        assert "Senator Murkowski and Senator Sullivan's office" in words["words"]


async def test_hanging_up_during_a_dial_still_posts_the_action_and_ignores_its_answer(
    simulated: Simulated,
) -> None:
    async with simulated() as rig:
        await rig.post("/exchange", number=DC_SANDERS, outcome="answer")
        rig.app.replies["/twilio/voice"] = DIAL.format(DC_SANDERS)
        rig.app.replies["/dialed"] = "<Response><Say>Too late.</Say></Response>"
        await rig.post("/phones/p1/calls")
        await rig.event("far", state="answered")
        await rig.post("/phones/p1/hangup")
        told = (await rig.request("/dialed")).form
        assert told["CallStatus"] == "completed"
        assert told["DialCallStatus"] == "completed"
        await rig.event("call", status="ended", reason="completed")
        _, body = await rig.get("/handset/api/events")
        assert not [event for event in body["events"] if event.get("words") == "Too late."]


async def test_one_phone_can_be_dialled_from_another(simulated: Simulated) -> None:
    async with simulated(speed=10) as rig:
        _, other = await rig.post("/phones", number="787 555 0123", label="", state="PR")
        rig.app.replies["/twilio/voice"] = DIAL.format("+17875550123")
        await rig.post("/phones/p1/calls")
        await rig.event("call", status="ringing", phone=other["id"])
        await rig.post(f"/phones/{other['id']}/answer")
        await rig.event("far", state="answered", phone="p1")
        await rig.post(f"/phones/{other['id']}/hangup")
        assert (await rig.request("/dialed")).form["DialCallStatus"] == "completed"
        await rig.event("call", status="ended", phone="p1")
        _, body = await rig.get("/handset/api/events")
        ended = [e for e in body["events"] if e.get("status") == "ended"]
        assert {event["phone"] for event in ended} == {"p1", other["id"]}


async def test_a_number_that_nobody_has_fails(simulated: Simulated) -> None:
    async with simulated() as rig:
        rig.app.replies["/twilio/voice"] = DIAL.format("+12025550199")
        await rig.post("/phones/p1/calls")
        assert (await rig.request("/dialed")).form["DialCallStatus"] == "failed"


async def test_a_foreign_caller_id_is_refused_as_the_network_would(simulated: Simulated) -> None:
    async with simulated() as rig:
        rig.app.replies["/twilio/voice"] = (
            '<Response><Dial callerId="+13125550100" action="/dialed">'
            f"{DC_SANDERS}</Dial></Response>"
        )
        await rig.post("/phones/p1/calls")
        fault = await rig.event("fault")
        assert fault["code"] == 13214
        assert (await rig.request("/dialed")).form["DialCallStatus"] == "failed"


async def test_an_application_error_is_spoken_and_shown(simulated: Simulated) -> None:
    async with simulated() as rig:
        rig.app.replies["/twilio/voice"] = "<Response><Teleport/></Response>"
        await rig.post("/phones/p1/calls")
        fault = await rig.event("fault")
        assert (fault["code"], "Teleport" in fault["words"]) == (12200, True)
        await rig.event("said", words="We are sorry, an application error has occurred.")
        await rig.event("call", status="ended")


async def test_an_anonymous_caller_shows_no_number(simulated: Simulated) -> None:
    async with simulated() as rig:
        await rig.post("/phones/p1", anonymous=True)
        await rig.post("/phones/p1/calls")
        form = (await rig.request("/twilio/voice")).form
        assert form["From"] == "+266696687"
        assert form["FromState"] == ""
        assert VERMONT not in form.values()


async def test_a_text_to_an_anonymous_caller_reaches_nobody(simulated: Simulated) -> None:
    async with simulated() as rig:
        rig.app.replies["/twilio/voice"] = "<Response><Message>Thank you</Message></Response>"
        await rig.post("/phones/p1", anonymous=True)
        await rig.post("/phones/p1/calls")
        await rig.event("call", status="ended")
        _, phone = await rig.get("/handset/api/phones/p1")
        assert phone["messages"] == []


async def test_reject_leaves_the_call_unanswered(simulated: Simulated) -> None:
    async with simulated() as rig:
        rig.app.replies["/twilio/voice"] = '<Response><Reject reason="busy"/></Response>'
        await rig.post("/phones/p1/calls")
        await rig.event("call", status="ended", reason="busy")
        assert (await rig.request("/twilio/status/call")).form["CallStatus"] == "busy"


async def test_a_phone_holds_one_call_at_a_time(simulated: Simulated) -> None:
    async with simulated(speed=1) as rig:
        rig.app.replies["/twilio/voice"] = '<Response><Pause length="60"/></Response>'
        await rig.post("/phones/p1/calls")
        status, body = await rig.post("/phones/p1/calls")
        assert status == 400
        assert "Hang up first" in body["error"]


async def test_a_text_sent_by_a_call_arrives_on_the_callers_phone(simulated: Simulated) -> None:
    async with simulated() as rig:
        rig.app.replies["/twilio/voice"] = "<Response><Message>Thank you</Message></Response>"
        await rig.post("/phones/p1/calls")
        assert (await rig.event("message"))["body"] == "Thank you"
