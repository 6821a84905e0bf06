"""Any application in front of any person: the simulator itself never breaks."""

import asyncio
import logging
import random
from typing import Any

import pytest
from aiohttp import web

from tests.simulator.rig import BURLINGTON, DC_SANDERS, OURS, VERMONT, Rig, Simulated

VERBS = (
    "<Say>One. Two.</Say>",
    '<Say language="es-US" loop="0">Otra vez.</Say>',
    "<Play>http://example.org/a.mp3</Play>",
    '<Pause length="3"/>',
    '<Gather numDigits="1" action="/twilio/voice"><Say>Key?</Say></Gather>',
    "<Gather/>",
    f'<Dial action="/twilio/voice" hangupOnStar="true">{DC_SANDERS}</Dial>',
    f'<Dial answerOnBridge="true">{BURLINGTON}</Dial>',
    "<Dial>+18025550111</Dial>",
    "<Dial></Dial>",
    "<Redirect>/twilio/voice</Redirect>",
    "<Redirect></Redirect>",
    "<Message>Hello</Message>",
    "<Hangup/>",
    "<Reject/>",
    "<Unknown/>",
)
ACTS = ("calls", "hangup", "answer", "decline", "voicemail", "keys", "texts", "rest", "end")


def document(dice: random.Random) -> "str | web.Response":
    if dice.random() < 0.05:
        return web.Response(status=500)
    if dice.random() < 0.05:
        return "<Response><Say>"
    return f"<Response>{''.join(dice.choices(VERBS, k=dice.randrange(4)))}</Response>"


async def act(rig: Rig, dice: random.Random) -> int:
    """One random thing that a person or the application does; the answer's status."""
    phone, kind = dice.choice(("p1", "p2")), dice.choice(ACTS)
    if kind == "rest":
        fields = {"To": VERMONT, "From": OURS, "Url": rig.app.url("/twilio/voice")}
        return int((await rig.rest("POST", "Calls.json", fields))[0])
    if kind == "end":
        _, page = await rig.rest("GET", "Calls.json?Status=in-progress")
        for call in page["calls"]:
            change = dice.choice([{"Status": "completed"}, {"Twiml": "<Response/>"}])
            await rig.rest("POST", f"Calls/{call['sid']}.json", change)
        return 200
    fields: dict[str, Any] = {"keys": dice.choice("0123456789*#"), "body": "STOP"}
    return (await rig.post(f"/phones/{phone}/{kind}", **fields))[0]


@pytest.mark.parametrize("seed", range(8))
async def test_whatever_happens_every_call_ends_and_every_line_is_given_back(
    simulated: Simulated, seed: int, caplog: pytest.LogCaptureFixture
) -> None:
    dice = random.Random(seed)
    caplog.set_level(logging.WARNING)
    async with simulated(speed=300, busyness=0.3) as rig:
        await rig.post("/phones", number="802 555 0111", label="", state="VT")
        for path in ("/twilio/voice", "/twilio/sms"):
            rig.app.replies[path] = lambda _: document(dice)
        for _ in range(120):
            assert await act(rig, dice) < 500
            await asyncio.sleep(dice.random() * 0.01)
        for path in ("/twilio/voice", "/twilio/sms"):
            rig.app.replies[path] = "<Response/>"
        await everybody_hangs_up(rig)
        assert await calls_that_run(rig) == []
        await rig.post("/exchange", busyness=0)
        rig.app.replies["/twilio/voice"] = f"<Response><Dial>{BURLINGTON}</Dial></Response>"
        for phone in ("p1", "p2"):
            assert (await rig.post(f"/phones/{phone}/calls"))[0] == 201
            await rig.event("far", state="ringing", phone=phone, sid=await newest_call(rig))
    broken = [record for record in caplog.records if "broke off" in record.message]
    assert broken == []


async def everybody_hangs_up(rig: Rig) -> None:
    """Hang up and wait, at most some seconds, until no call is left."""
    async with asyncio.timeout(10):
        while await calls_that_run(rig):
            for phone in ("p1", "p2"):
                await rig.post(f"/phones/{phone}/hangup")
            await asyncio.sleep(0.05)


async def newest_call(rig: Rig) -> str:
    _, page = await rig.rest("GET", f"Calls.json?PageSize=1&To=%2B{OURS[1:]}")
    return str(page["calls"][0]["sid"])


async def calls_that_run(rig: Rig) -> list[str]:
    _, page = await rig.rest("GET", "Calls.json?PageSize=1000")
    over = {"completed", "busy", "no-answer", "failed", "canceled"}
    return [call["status"] for call in page["calls"] if call["status"] not in over]
