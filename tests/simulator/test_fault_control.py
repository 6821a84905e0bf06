"""The JSON API for faults, limits and the carrier's own count."""

from typing import Any

import pytest

from service.simulator.troubles import TROUBLES
from tests.simulator.rig import VERMONT, Simulated


async def test_faults_are_listed_switched_on_and_off(simulated: Simulated) -> None:
    async with simulated() as rig:
        _, faults = await rig.get("/handset/api/faults")
        assert (set(faults["known"]), faults["on"]) == (set(TROUBLES), [])
        status, body = await rig.post("/faults", name="500", share=0.5, seconds=60)
        assert status == 200
        (fault,) = body["on"]
        assert (fault["name"], fault["share"], 59 < fault["seconds"] <= 60) == ("500", 0.5, True)
        told = await rig.event("faults")
        assert [each["name"] for each in told["on"]] == ["500"]
        await rig.post("/faults", name="latency", delay=0.1)
        assert await rig.delete("/faults?name=500") == 200
        _, faults = await rig.get("/handset/api/faults")
        assert [each["name"] for each in faults["on"]] == ["latency"]
        await rig.delete("/faults")
        assert (await rig.get("/handset/api/faults"))[1]["on"] == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": "flood"}, "Choose one of"),
        ({}, "Choose one of"),
        ({"name": "500", "share": 0}, "share"),
        ({"name": "500", "share": "half"}, "must be a number"),
        ({"name": "500", "seconds": -1}, "seconds"),
        ({"name": "refused", "code": 7}, "five digits"),
    ],
)
async def test_a_fault_that_cannot_be_is_refused(
    simulated: Simulated, fields: dict[str, Any], words: str
) -> None:
    async with simulated() as rig:
        status, body = await rig.post("/faults", **fields)
        assert (status, words in body["error"]) == (400, True)


async def test_the_tally_counts_what_was_accepted_by_number(simulated: Simulated) -> None:
    async with simulated() as rig:
        rig.app.replies["/twilio/sms"] = "<Response><Message>Your ZIP?</Message></Response>"
        for _ in range(2):
            await rig.text()
        await rig.text(To="+13125550177")
        await rig.text(To="nonsense")
        await rig.ring()
        await rig.ring(From="+13125550100")
        await rig.post("/phones/p1/texts", body="S54")
        await rig.event("message", body="Your ZIP?")
        _, tally = await rig.get("/handset/api/tally")
        assert tally == {
            "messages": {VERMONT: 2, "+13125550177": 1},
            "replies": {VERMONT: 1},
            "calls": {VERMONT: 1},
            "received": {VERMONT: 1},
        }
        assert await rig.delete("/tally") == 200
        _, tally = await rig.get("/handset/api/tally")
        assert tally["messages"] == {}


async def test_parameters_that_twilio_ignores_are_pointed_out(simulated: Simulated) -> None:
    async with simulated() as rig:
        assert (await rig.text(Boddy="x", Smart="1"))[0] == 201
        fault = await rig.event("fault", phone="")
        assert "Messages was sent parameters" in fault["words"]
        assert fault["words"].endswith("Boddy, Smart")
        assert (await rig.ring(Urll="x"))[0] == 201
        assert (await rig.event("fault"))["words"].endswith("Urll")
