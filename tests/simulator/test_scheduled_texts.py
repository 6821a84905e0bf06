"""Texts for later, and texts that are changed or taken back."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.simulator.rig import SERVICE, Rig, Simulated


async def moment(rig: Rig, seconds: float) -> str:
    """ISO 8601, so many seconds from now on the simulated clock."""
    _, clock = await rig.get("/handset/api/clock")
    return (datetime.fromisoformat(clock["now"]) + timedelta(seconds=seconds)).isoformat()


async def schedule(rig: Rig, seconds: float) -> str:
    """The sid of a text that leaves in so many seconds."""
    at = await moment(rig, seconds)
    fields = {"ScheduleType": "fixed", "SendAt": at, "MessagingServiceSid": SERVICE}
    status, body = await rig.text(**fields, StatusCallback=rig.app.url("/receipt"))
    assert (status, body["status"], body["date_sent"]) == (201, "scheduled", None)
    return str(body["sid"])


@pytest.mark.parametrize(
    ("seconds", "change", "code"),
    [
        (600, {"MessagingServiceSid": ""}, 35118),
        (600, {"SendAt": ""}, 35111),
        (600, {"SendAt": "tomorrow"}, 35114),
        (600, {"ScheduleType": "optimized"}, 20001),
        (290, {}, 35114),
        (35 * 86400 + 10, {}, 35114),
    ],
)
async def test_a_schedule_is_refused_without_a_service_or_outside_the_window(
    simulated: Simulated, seconds: float, change: dict[str, str], code: int
) -> None:
    async with simulated() as rig:
        fields = {"ScheduleType": "fixed", "MessagingServiceSid": SERVICE}
        fields["SendAt"] = await moment(rig, seconds)
        status, body = await rig.text(**(fields | change))
        assert (status, body["code"]) == (400, code)


async def test_it_leaves_when_the_time_of_day_has_come(simulated: Simulated) -> None:
    async with simulated() as rig:
        sid = await schedule(rig, 3600)
        _, clock = await rig.get("/handset/api/clock")
        await rig.post("/clock", offset=clock["offset"] + 4000)
        await rig.message(sid, "delivered")
        await rig.request("/receipt", 3)
        told = [request.form["MessageStatus"] for request in rig.app.of("/receipt")]
        assert told == ["queued", "sent", "delivered"]


async def test_it_can_be_canceled_until_then_and_never_leaves(simulated: Simulated) -> None:
    async with simulated() as rig:
        sid, other = await schedule(rig, 3600), await schedule(rig, 3600)
        path = f"Messages/{sid}.json"
        status, body = await rig.rest("POST", path, {"Status": "canceled"})
        assert (status, body["status"]) == (200, "canceled")
        assert (await rig.request("/receipt")).form["MessageStatus"] == "canceled"
        status, body = await rig.rest("POST", path, {"Status": "canceled"})
        assert (status, body["code"]) == (400, 30409)
        _, clock = await rig.get("/handset/api/clock")
        await rig.post("/clock", offset=clock["offset"] + 4000)
        await rig.message(other, "delivered")
        assert (await rig.rest("GET", path))[1]["status"] == "canceled"


async def test_a_person_who_says_stop_meanwhile_does_not_get_it(simulated: Simulated) -> None:
    async with simulated() as rig:
        sid = await schedule(rig, 3600)
        await rig.post("/phones/p1/texts", body="STOP")
        _, clock = await rig.get("/handset/api/clock")
        await rig.post("/clock", offset=clock["offset"] + 4000)
        assert (await rig.message(sid, "failed"))["error_code"] == 21610


async def test_a_text_can_be_blotted_out_and_deleted_once_it_is_over(
    simulated: Simulated,
) -> None:
    async with simulated(speed=1) as rig:
        _, body = await rig.text()
        path = f"Messages/{body['sid']}.json"
        status, refusal = await rig.rest("DELETE", path)
        assert (status, refusal["code"]) == (409, 20009)
        await rig.message(body["sid"], "delivered")
        _, blank = await rig.rest("POST", path, {"Body": ""})
        assert blank["body"] == ""
        assert (await rig.rest("POST", path, {"Body": "other words"}))[1]["code"] == 20001
        assert (await rig.rest("DELETE", path))[0] == 204
        assert (await rig.rest("GET", path))[0] == 404


async def test_a_moment_without_a_zone_is_in_utc(simulated: Simulated) -> None:
    async with simulated() as rig:
        at = datetime.fromisoformat(await moment(rig, 600)).astimezone(UTC)
        fields = {"ScheduleType": "fixed", "MessagingServiceSid": SERVICE}
        status, _ = await rig.text(**fields, SendAt=at.replace(tzinfo=None).isoformat())
        assert status == 201
