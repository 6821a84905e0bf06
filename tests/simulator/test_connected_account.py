"""``patchline twilio connect`` at the simulator, as strict as Twilio, and what then arrives."""

import asyncio

import pytest

from service.adapters.twilio_account import TwilioAccount
from service.adapters.webhook_urls import WebhookUrls
from service.usecases.connect import Connect, Plan
from tests.simulator.rig import OURS, SERVICE, SID, TOKEN, Rig, Simulated


def connecting(rig: Rig, service: str | None) -> Connect:
    """To an installation that is the rig's application, below an address of its own."""
    urls = WebhookUrls(rig.app.url("/here"))
    account = TwilioAccount(SID, TOKEN, rig.base)
    return Connect(account, OURS, service, urls.of_number(), urls.of_service())


def connected(connect: Connect) -> tuple[Plan, Plan]:
    """What there was to do, and what there still is once it is done."""
    first = connect.plan()
    connect.apply(first)
    return first, connect.plan()


@pytest.mark.parametrize("service", [None, SERVICE])
async def test_texts_come_where_they_were_led_to_and_a_second_run_has_nothing_to_do(
    simulated: Simulated, service: str | None
) -> None:
    async with simulated(service=service or "") as rig:
        first, again = await asyncio.to_thread(connected, connecting(rig, service))
        assert first.changes
        assert (first.faults, again.changes) == ((), ())
        await rig.post("/phones/p1/texts", body="S54")
        assert (await rig.request("/here/twilio/sms")).signed


async def test_what_the_account_does_not_have_is_a_fault(simulated: Simulated) -> None:
    async with simulated() as rig:
        account = TwilioAccount(SID, TOKEN, rig.base)
        other = Connect(account, "+13125550100", "MG" + "9" * 32, {}, {})
        plan = await asyncio.to_thread(other.plan)
    assert [check.name for check in plan.faults] == ["number", "service"]


async def test_the_account_tells_its_state_and_the_time(simulated: Simulated) -> None:
    async with simulated() as rig:
        state = await asyncio.to_thread(TwilioAccount(SID, TOKEN, rig.base).state)
    assert state.status == "active"
    assert state.at is not None
