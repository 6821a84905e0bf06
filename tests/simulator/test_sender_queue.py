"""Texts and calls wait their turn, and what happens to those that cannot."""

import time
from typing import Any

from service.simulator.clock import Clock
from service.simulator.limits import Pacer
from tests.simulator.rig import SERVICE, Rig, Simulated


async def statuses(rig: Rig, path: str, status: str, count: int) -> list[str]:
    """The statuses that the callbacks on that path told, once there are so many."""
    await rig.request(path, count)
    return [request.form[status] for request in rig.app.of(path)]


def test_each_segment_takes_its_share_of_a_second() -> None:
    pacer = Pacer(Clock())
    assert pacer.join(3, 1.0) == 0
    assert 2.9 < pacer.wait <= 3
    assert 2.9 < pacer.join(1, 1.0) <= 3
    assert 3.9 < pacer.wait <= 4


def test_no_limit_is_no_line() -> None:
    pacer = Pacer(Clock())
    assert [pacer.join(100, 0) for _ in range(3)] == [0, 0, 0]


async def test_texts_leave_one_after_the_other_at_the_rate_of_the_number(
    simulated: Simulated,
) -> None:
    async with simulated(speed=10, segment_rate=1) as rig:
        sids = [(await rig.text(Body="x" * 200))[1]["sid"] for _ in range(3)]
        began = time.monotonic()
        _, waiting = await rig.rest("GET", f"Messages/{sids[2]}.json")
        assert waiting["status"] == "queued"
        await rig.message(sids[2], "delivered")
        # Two texts of two segments are ahead of it: four seconds at ten times their pace.
        assert 0.3 < time.monotonic() - began < 2


async def test_a_number_with_too_much_in_its_queue_takes_no_more(simulated: Simulated) -> None:
    async with simulated(segment_rate=1, queue_seconds=2) as rig:
        answers = [await rig.text() for _ in range(6)]
        codes = [body.get("code") for status, body in answers if status == 400]
        assert answers[0][0] == 201
        assert set(codes) == {21611}


async def test_a_service_takes_them_and_they_fail_later(simulated: Simulated) -> None:
    async with simulated(speed=1, segment_rate=0.01, queue_seconds=2) as rig:
        fields = {"From": "", "MessagingServiceSid": SERVICE}
        await rig.text(**fields)
        status, body = await rig.text(**fields, StatusCallback=rig.app.url("/receipt"))
        assert (status, body["status"], body["from"], body["num_segments"]) == (
            201,
            "accepted",
            None,
            "0",
        )
        failed = await rig.message(body["sid"], "failed")
        assert (failed["error_code"], failed["error_message"]) == (30001, "Queue overflow")
        assert await statuses(rig, "/receipt", "MessageStatus", 2) == ["queued", "failed"]
        assert rig.app.of("/receipt")[1].form["ErrorCode"] == "30001"


async def test_a_text_that_would_leave_after_its_validity_fails(simulated: Simulated) -> None:
    async with simulated(speed=100, segment_rate=0.02) as rig:
        await rig.text()
        _, late = await rig.text(ValidityPeriod="5")
        _, patient = await rig.text(ValidityPeriod="36000")
        assert (await rig.message(late["sid"], "failed"))["error_code"] == 30036
        assert (await rig.message(patient["sid"], "delivered"))["error_code"] is None


async def test_calls_begin_at_their_rate_and_can_be_canceled_while_they_wait(
    simulated: Simulated,
) -> None:
    async with simulated(speed=10, call_rate=0.1) as rig:
        _, first = await rig.ring()
        _, second = await rig.ring(StatusCallback=rig.app.url("/call"))
        await rig.call(first["sid"], "ringing")
        waiting = await rig.call(second["sid"], "queued")
        assert int(waiting["queue_time"]) > 5000
        await rig.rest("POST", f"Calls/{second['sid']}.json", {"Status": "canceled"})
        canceled = await rig.call(second["sid"], "canceled")
        assert canceled["start_time"] is None
        assert (await rig.request("/call")).form["CallStatus"] == "canceled"


async def test_limits_can_be_changed_while_it_runs(simulated: Simulated) -> None:
    async with simulated() as rig:
        _, limits = await rig.get("/handset/api/limits")
        assert limits["concurrency"] == 0
        _, changed = await rig.post("/limits", segment_rate=3.5, concurrency=2)
        assert (changed["segment_rate"], changed["concurrency"]) == (3.5, 2)
        refusals: list[dict[str, Any]] = [{"speed": 1}, {"concurrency": -1}, {"call_rate": "x"}]
        for fields in refusals:
            status, body = await rig.post("/limits", **fields)
            assert (status, bool(body["error"])) == (400, True)
