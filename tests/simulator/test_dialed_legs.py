"""The second leg of a call in its corners: limits, lines, mailboxes, its own callbacks."""

from tests.simulator.rig import BURLINGTON, DC_SANDERS, Rig, Simulated


def dial(number: str, attributes: str = "", noun: str = "") -> str:
    return (
        f'<Response><Dial action="/dialed" {attributes}>'
        f"<Number {noun}>{number}</Number></Dial></Response>"
    )


async def force(rig: Rig, number: str, outcome: str) -> None:
    await rig.post("/exchange", number=number, outcome=outcome)


async def test_a_leg_is_a_call_of_its_own_below_the_first(simulated: Simulated) -> None:
    async with simulated() as rig:
        await force(rig, DC_SANDERS, "busy")
        noun = f'statusCallback="{rig.app.url("/leg")}" statusCallbackEvent="ringing completed"'
        rig.app.replies["/twilio/voice"] = dial(DC_SANDERS, noun=noun)
        _, first = await rig.post("/phones/p1/calls")
        told = (await rig.request("/dialed")).form
        _, page = await rig.rest("GET", f"Calls.json?ParentCallSid={first['sid']}")
        (leg,) = page["calls"]
        assert (leg["sid"], leg["status"]) == (told["DialCallSid"], "busy")
        assert (leg["direction"], leg["to"]) == ("outbound-dial", DC_SANDERS)
        await rig.request("/leg", 2)
        events = {request.form["CallStatus"]: request.form for request in rig.app.of("/leg")}
        assert set(events) == {"ringing", "busy"}
        assert events["busy"]["ParentCallSid"] == first["sid"]


async def test_ringing_ends_at_the_timeout(simulated: Simulated) -> None:
    async with simulated() as rig:
        await force(rig, DC_SANDERS, "answer")
        rig.app.replies["/twilio/voice"] = dial(DC_SANDERS, 'timeout="1"')
        await rig.post("/phones/p1/calls")
        assert (await rig.request("/dialed")).form["DialCallStatus"] == "no-answer"


async def test_talking_ends_at_the_time_limit(simulated: Simulated) -> None:
    async with simulated() as rig:
        await force(rig, DC_SANDERS, "answer")
        rig.app.replies["/twilio/voice"] = dial(DC_SANDERS, 'timeLimit="2"')
        await rig.post("/phones/p1/calls")
        assert (await rig.request("/dialed")).form["DialCallStatus"] == "completed"
        _, body = await rig.get("/handset/api/events")
        assert not [e for e in body["events"] if "Thank you for calling" in e.get("words", "")]


async def test_patient_staff_say_goodbye_in_the_end(simulated: Simulated) -> None:
    async with simulated(speed=400) as rig:
        await force(rig, DC_SANDERS, "answer")
        rig.app.replies["/twilio/voice"] = dial(DC_SANDERS)
        await rig.post("/phones/p1/calls")
        await rig.event("far-said", words="Thank you for calling.")
        assert (await rig.request("/dialed")).form["DialCallStatus"] == "completed"


async def test_without_hangup_on_star_the_key_does_nothing(simulated: Simulated) -> None:
    async with simulated(speed=20) as rig:
        await force(rig, DC_SANDERS, "answer")
        rig.app.replies["/twilio/voice"] = dial(DC_SANDERS)
        await rig.post("/phones/p1/calls")
        await rig.event("far-said")
        await rig.post("/phones/p1/keys", keys="*")
        await rig.event("far-said", words="Goodbye.")


async def test_a_call_answered_on_bridge_rings_until_then(simulated: Simulated) -> None:
    async with simulated() as rig:
        rig.app.replies["/twilio/voice"] = dial(DC_SANDERS, 'answerOnBridge="true"')
        await force(rig, DC_SANDERS, "busy")
        await rig.post("/phones/p1/calls")
        told = (await rig.request("/dialed")).form
        assert (told["CallStatus"], told["DialCallStatus"]) == ("ringing", "busy")
        await rig.event("call", status="ended")
        await force(rig, DC_SANDERS, "full")
        await rig.post("/phones/p1/calls")
        assert (await rig.request("/dialed", 2)).form["CallStatus"] == "in-progress"


async def test_our_own_calls_take_the_offices_lines(simulated: Simulated) -> None:
    async with simulated(speed=2) as rig:
        rig.app.replies["/twilio/voice"] = dial(BURLINGTON)
        for number in ("802 555 0111", "802 555 0112"):
            await rig.post("/phones", number=number, label="", state="VT")
        for phone in ("p1", "p2"):
            await rig.post(f"/phones/{phone}/calls")
            await rig.event("far", state="ringing", phone=phone)
        await rig.post("/phones/p3/calls")
        await rig.event("far", result="busy", phone="p3")
        for phone in ("p1", "p2"):
            await rig.post(f"/phones/{phone}/hangup")
            await rig.event("call", status="ended", phone=phone)
        await rig.post("/phones/p3/calls")
        await rig.event("far", state="ringing", phone="p3")


async def test_a_phone_that_declines_or_talks_is_busy_to_another(simulated: Simulated) -> None:
    async with simulated(speed=10) as rig:
        await rig.post("/phones", number="802 555 0111", label="", state="VT")
        rig.app.replies["/twilio/voice"] = dial("+18025550111")
        await rig.post("/phones/p1/calls")
        await rig.event("call", status="ringing", phone="p2")
        await rig.post("/phones/p2/decline")
        assert (await rig.request("/dialed")).form["DialCallStatus"] == "busy"
        await rig.event("call", status="ended", phone="p1")
        await rig.post("/phones/p1/calls")
        await rig.event("call", status="ringing", phone="p2")
        await rig.post("/phones", number="802 555 0112", label="", state="VT")
        await rig.post("/phones/p3/calls")
        await rig.event("far", result="busy", phone="p3")


async def test_a_dialled_phone_is_released_when_the_caller_leaves(simulated: Simulated) -> None:
    async with simulated(speed=10) as rig:
        await rig.post("/phones", number="802 555 0111", label="", state="VT")
        rig.app.replies["/twilio/voice"] = dial("+18025550111")
        await rig.post("/phones/p1/calls")
        await rig.event("call", status="ringing", phone="p2")
        await rig.post("/phones/p1/hangup")
        await rig.event("call", status="ended", phone="p2")
        assert (await rig.request("/dialed")).form["DialCallStatus"] == "canceled"
