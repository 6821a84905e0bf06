"""How webhooks are delivered: repeated, timed out, refused."""

import asyncio
import random
import socket
import time
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.test_utils import TestServer

from service.simulator.account import Account
from service.simulator.faults import WebhookFault
from service.simulator.troubles import Troubles
from service.simulator.webhook import Webhooks

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
ACCOUNT = Account("AC1", "secret", "+18885550100", "http://127.0.0.1")


def webhooks_of(client: aiohttp.ClientSession) -> Webhooks:
    return Webhooks(ACCOUNT, client, Troubles(random.Random()))


async def deliver(handler: Handler, fragment: str = "", method: str = "POST") -> str:
    """Send one webhook to ``handler``; what it answered, or the words of the fault."""
    served = web.Application()
    served.router.add_route("*", "/hook", handler)
    async with TestServer(served) as server, aiohttp.ClientSession() as client:
        url = str(server.make_url("/hook")) + fragment
        try:
            answer = await webhooks_of(client).send(url, method, {"Body": "a b&c"})
        except WebhookFault as fault:
            return str(fault)
        return answer.body.decode()


class Failing:
    """Fails so many times, then answers; keeps what it was sent."""

    def __init__(self, times: int, status: int = 500) -> None:
        self.times = times
        self.status = status
        self.tokens: list[str] = []

    async def handle(self, request: web.Request) -> web.Response:
        self.tokens.append(request.headers["I-Twilio-Idempotency-Token"])
        failed = len(self.tokens) <= self.times
        return web.Response(status=self.status if failed else 200, text="" if failed else "fine")


async def test_a_server_error_is_not_repeated_by_default() -> None:
    failing = Failing(1)
    assert "answered with status 500" in await deliver(failing.handle)
    assert len(failing.tokens) == 1


async def test_a_server_error_is_repeated_when_the_url_says_so_under_one_token() -> None:
    failing = Failing(2)
    assert await deliver(failing.handle, "#rc=3&rp=5xx,ct,rt") == "fine"
    assert len(failing.tokens) == 3
    assert len(set(failing.tokens)) == 1


async def test_only_the_kinds_of_failure_that_were_named_are_repeated() -> None:
    failing = Failing(1, status=403)
    assert "403" in await deliver(failing.handle, "#rc=3&rp=5xx")
    assert len(failing.tokens) == 1


async def test_a_redirect_is_no_answer() -> None:
    assert "status 302" in await deliver(Failing(9, status=302).handle)


async def test_silence_ends_at_the_read_timeout() -> None:
    async def silent(_: web.Request) -> web.Response:
        await asyncio.sleep(5)
        return web.Response()

    assert "did not answer within 0.1 s" in await deliver(silent, "#rt=100&rc=0")


class Breaking:
    """Breaks off the first connection after the request, then answers."""

    def __init__(self) -> None:
        self.calls = 0

    async def handle(self, request: web.Request) -> web.Response:
        self.calls += 1
        if self.calls == 1 and request.transport is not None:
            request.transport.abort()
        return web.Response(text="fine")


async def test_a_connection_that_breaks_after_it_came_about_is_no_failure_to_connect() -> None:
    breaking = Breaking()
    assert "broke off" in await deliver(breaking.handle)
    assert breaking.calls == 1


async def test_a_broken_connection_is_repeated_where_the_url_says_so() -> None:
    breaking = Breaking()
    assert await deliver(breaking.handle, "#rc=1&rp=rt") == "fine"
    assert breaking.calls == 2


async def test_all_attempts_share_one_span_of_time() -> None:
    calls = 0

    async def slow(_: web.Request) -> web.Response:
        nonlocal calls
        calls += 1
        await asyncio.sleep(0.3)
        return web.Response(status=500)

    began = time.monotonic()
    assert "did not answer" in await deliver(slow, "#rc=5&rp=all&tt=500")
    assert time.monotonic() - began < 1
    assert calls == 2


class Nowhere(AbstractResolver):
    """Finds no host and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    async def resolve(self, *_: Any, **__: Any) -> list[ResolveResult]:
        self.asked += 1
        raise OSError("nobody has that name")

    async def close(self) -> None:
        return


async def test_nobody_there_is_tried_once_more_by_default() -> None:
    nowhere = Nowhere()
    connector = aiohttp.TCPConnector(resolver=nowhere)
    async with aiohttp.ClientSession(connector=connector) as client:
        with pytest.raises(WebhookFault, match="could not be reached"):
            await webhooks_of(client).send("http://nobody.example/x", "POST", {})
    assert nowhere.asked == 2


async def test_get_puts_the_fields_into_the_signed_url() -> None:
    async def echo(request: web.Request) -> web.Response:
        return web.Response(text=f"{request.method} {request.raw_path}")

    assert await deliver(echo, method="GET") == "GET /hook?Body=a+b%26c"


async def test_nobody_there_is_a_fault_without_the_query() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    async with aiohttp.ClientSession() as client:
        with pytest.raises(WebhookFault) as caught:
            await webhooks_of(client).send(f"http://127.0.0.1:{port}/x?t=1", "POST", {})
        assert (caught.value.code, str(caught.value)) == (
            11200,
            "HTTP retrieval failure: /x could not be reached.",
        )
        with pytest.raises(WebhookFault, match="absolute"):
            await webhooks_of(client).send("/relative", "POST", {})
