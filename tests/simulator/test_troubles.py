"""Faults switched on by name: what each does to requests, receipts and webhooks."""

import asyncio
import random
import time
from collections import Counter

import aiohttp
import pytest

from service.simulator.troubles import TROUBLES, TroubleRefused, Troubles
from tests.simulator.rig import OURS, SERVICE, SID, VERMONT, Rig, Simulated, credentials

BEFORE = (
    "429",
    "429-without-code",
    "401-without-code",
    "500",
    "account-suspended",
    "connection-reset",
    "refused",
)
AFTER = ("500-after-accepting", "connection-reset-after-accepting", "accepted-then-silent")


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def troubles() -> tuple[Troubles, Clock]:
    clock = Clock()
    return Troubles(random.Random(3), clock), clock


def test_a_trouble_is_off_until_it_is_switched_on_and_again_after() -> None:
    board, _ = troubles()
    assert board.strikes("500") is None
    board.switch_on("500")
    assert board.strikes("500") is not None
    board.switch_off("500")
    assert board.strikes("500") is None


def test_a_trouble_for_a_time_ends_by_itself() -> None:
    board, clock = troubles()
    board.switch_on("429", seconds=5)
    assert board.left(board.on()[0]) == 5
    clock.now += 4.9
    assert board.strikes("429")
    clock.now += 0.2
    assert board.strikes("429") is None
    assert board.on() == []


def test_a_share_strikes_about_so_often() -> None:
    board, _ = troubles()
    board.switch_on("latency", share=0.2)
    struck = sum(board.strikes("latency") is not None for _ in range(2000))
    assert 320 < struck < 480


def test_all_are_switched_off_at_once() -> None:
    board, _ = troubles()
    for name in TROUBLES:
        board.switch_on(name)
    assert [trouble.name for trouble in board.on()] == list(TROUBLES)
    board.switch_off()
    assert board.on() == []


@pytest.mark.parametrize(
    ("name", "measure"),
    [
        ("flood", {}),
        ("500", {"share": 0.0}),
        ("500", {"share": 1.5}),
        ("500", {"seconds": 0.0}),
        ("latency", {"delay": -1.0}),
    ],
)
def test_nonsense_is_refused_in_words(name: str, measure: dict[str, float]) -> None:
    board, _ = troubles()
    with pytest.raises(TroubleRefused, match=r"\."):
        board.switch_on(name, **measure)


async def attempt(rig: Rig, seconds: float = 8.0) -> int:
    """The code of the refusal, 0 for an acceptance, -1 for no answer at all."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(seconds)) as client:
        rig.client, shared = client, rig.client
        try:
            _, body = await rig.text()
            return int(body.get("code", body["status"] if "to" not in body else 0))
        except (aiohttp.ClientError, TimeoutError):
            return -1
        finally:
            rig.client = shared


async def accepted(rig: Rig) -> int:
    _, tally = await rig.get("/handset/api/tally")
    return int(tally["messages"].get(VERMONT, 0))


@pytest.mark.parametrize(
    ("name", "answer"), list(zip(BEFORE, (20429, 429, 401, 20500, 20005, -1, 21612), strict=True))
)
async def test_a_trouble_before_accepting_leaves_nothing_behind(
    simulated: Simulated, name: str, answer: int
) -> None:
    async with simulated() as rig:
        await rig.post("/faults", name=name)
        assert await attempt(rig) == answer
        assert await accepted(rig) == 0
        await rig.delete("/faults")
        assert await attempt(rig) == 0


async def test_refusals_come_as_problem_documents(simulated: Simulated) -> None:
    async with simulated() as rig:
        await rig.post("/faults", name="problem-documents")
        url = f"{rig.base}/2010-04-01/Accounts/{SID}/Messages.json"
        form = {"To": "+1802555", "From": OURS, "Body": "hello"}
        async with rig.client.post(url, data=form, headers=credentials()) as answer:
            assert answer.content_type == "application/problem+json"
            problem = await answer.json(content_type=None)
        assert (problem["status"], problem["code"]) == (400, 21211)
        assert {"type", "title", "detail"} <= problem.keys()


@pytest.mark.parametrize(("name", "answer"), list(zip(AFTER, (20500, -1, -1), strict=True)))
async def test_a_trouble_after_accepting_leaves_a_text_that_the_client_does_not_know_of(
    simulated: Simulated, name: str, answer: int
) -> None:
    async with simulated() as rig:
        await rig.post("/faults", name=name)
        assert await attempt(rig, seconds=0.5) == answer
        assert await accepted(rig) == 1
        _, page = await rig.rest("GET", "Messages.json")
        assert [message["to"] for message in page["messages"]] == [VERMONT]


async def test_a_receipt_can_come_before_the_answer_to_the_create(simulated: Simulated) -> None:
    async with simulated() as rig:
        await rig.post("/faults", name="answered-late", delay=0.5)
        create = asyncio.ensure_future(rig.text(StatusCallback=rig.app.url("/receipt")))
        receipt = await rig.request("/receipt", 2)
        assert not create.done()
        assert (await create)[1]["sid"] == receipt.form["MessageSid"]


async def test_latency_holds_a_request_back(simulated: Simulated) -> None:
    async with simulated() as rig:
        await rig.post("/faults", name="latency", delay=0.3)
        began = time.monotonic()
        assert (await rig.text())[0] == 201
        assert time.monotonic() - began > 0.29


async def test_any_refusal_and_any_failure_can_be_asked_for(simulated: Simulated) -> None:
    async with simulated() as rig:
        await rig.post("/faults", name="refused", code=21635)
        assert (await rig.text())[1]["code"] == 21635
        assert (await rig.ring())[1]["code"] == 21635
        await rig.delete("/faults?name=refused")
        await rig.post("/faults", name="undelivered", code=30007)
        _, body = await rig.text()
        assert (await rig.message(body["sid"], "undelivered"))["error_code"] == 30007


async def test_too_many_requests_at_once_are_refused_and_none_is_accepted(
    simulated: Simulated,
) -> None:
    async with simulated(concurrency=2) as rig:
        await rig.post("/faults", name="latency", delay=0.3)
        answers = await asyncio.gather(*(rig.text() for _ in range(6)))
        assert Counter(body.get("code", 0) for _, body in answers) == {0: 2, 20429: 4}
        assert await accepted(rig) == 2


async def receipts(rig: Rig, count: int) -> list[str]:
    await rig.text(From="", MessagingServiceSid=SERVICE, StatusCallback=rig.app.url("/receipt"))
    await rig.request("/receipt", count)
    return [request.form["MessageStatus"] for request in rig.app.of("/receipt")]


async def test_receipts_come_twice(simulated: Simulated) -> None:
    async with simulated() as rig:
        await rig.post("/faults", name="doubled-receipts")
        told = await receipts(rig, 6)
        assert told == ["queued", "queued", "sent", "sent", "delivered", "delivered"]
        tokens = [r.headers["I-Twilio-Idempotency-Token"] for r in rig.app.of("/receipt")]
        assert len(set(tokens)) == 6


async def test_receipts_come_last_first(simulated: Simulated) -> None:
    async with simulated() as rig:
        await rig.post("/faults", name="reversed-receipts")
        assert await receipts(rig, 3) == ["delivered", "sent", "queued"]


async def test_receipts_are_lost_though_the_text_arrives(simulated: Simulated) -> None:
    async with simulated() as rig:
        await rig.post("/faults", name="dropped-receipts")
        _, body = await rig.text(StatusCallback=rig.app.url("/receipt"))
        await rig.message(body["sid"], "delivered")
        assert rig.app.of("/receipt") == []


async def test_call_progress_comes_last_first_too(simulated: Simulated) -> None:
    async with simulated() as rig:
        await rig.post("/phones/p1", habit="decline")
        await rig.post("/faults", name="reversed-receipts")
        events = {"StatusCallbackEvent": "initiated ringing completed"}
        await rig.ring(StatusCallback=rig.app.url("/progress"), **events)
        await rig.request("/progress", 3)
        told = [int(request.form["SequenceNumber"]) for request in rig.app.of("/progress")]
        assert told == [2, 1, 0]


async def test_a_webhook_that_comes_twice_keeps_its_token_and_is_answered_once(
    simulated: Simulated,
) -> None:
    async with simulated() as rig:
        rig.app.replies["/twilio/sms"] = "<Response><Message>Your ZIP?</Message></Response>"
        await rig.post("/faults", name="webhooks-twice")
        await rig.post("/phones/p1/texts", body="S54")
        await rig.event("message", outgoing=False)
        first, second = rig.app.of("/twilio/sms")
        assert first.form == second.form
        token = "I-Twilio-Idempotency-Token"
        assert first.headers[token] == second.headers[token]
        _, tally = await rig.get("/handset/api/tally")
        assert tally["replies"] == {VERMONT: 1}


async def test_a_webhook_comes_late(simulated: Simulated) -> None:
    async with simulated() as rig:
        await rig.post("/faults", name="webhooks-late", delay=0.3)
        began = time.monotonic()
        await rig.post("/phones/p1/texts", body="S54")
        await rig.request("/twilio/sms")
        assert time.monotonic() - began > 0.29


async def test_wrong_credentials_stay_wrong_whatever_else_is_amiss(simulated: Simulated) -> None:
    async with simulated() as rig:
        await rig.post("/faults", name="500")
        status, body = await rig.rest("GET", "Messages.json", headers=credentials("wrong"))
        assert (status, body["code"]) == (401, 20003)
