"""What every REST request passes on its way in and out: credentials, limits and troubles."""

import asyncio
import base64
import hmac
import time
from collections.abc import Awaitable, Callable

from aiohttp import web

from service.simulator.account import Account
from service.simulator.limits import Limits
from service.simulator.rest_error import RestError
from service.simulator.sid import new_sid
from service.simulator.troubles import Troubles

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
BEFORE_ACCEPTING = (
    ("429", 20429, True),
    ("429-without-code", 20429, False),
    ("401-without-code", 20003, False),
    ("500", 20500, True),
)
"""Trouble, the code it refuses with, and whether the answer names that."""
LONGEST_SILENCE = 600.0
LOOK = 0.1
"""Seconds between looks whether a client that gets no answer has given up."""


class Gate:
    """Lets requests in, answers refusals with Twilio's error bodies, and breaks what is to break.

    Troubles before a request is accepted strike any; those after it only what changes something.
    """

    def __init__(self, account: Account, limits: Limits, troubles: Troubles) -> None:
        self._account = account
        self._limits = limits
        self._troubles = troubles
        self._under_way = 0

    def guard(self, handler: Handler) -> Handler:
        """The handler behind the gate."""

        async def guarded(request: web.Request) -> web.StreamResponse:
            self._under_way += 1
            try:
                response = await self._pass(handler, request)
            except RestError as error:
                response = self._refusal(error)
            finally:
                self._under_way -= 1
            response.headers["Twilio-Request-Id"] = new_sid("RQ")
            return response

        return guarded

    async def _pass(self, handler: Handler, request: web.Request) -> web.StreamResponse:
        self._authenticate(request)
        if self._limits.concurrency and self._under_way > self._limits.concurrency:
            raise RestError(20429)
        if trouble := self._troubles.strikes("latency"):
            await asyncio.sleep(trouble.delay)
        self._refuse(request)
        if self._troubles.strikes("connection-reset"):
            return _broken_off(request)
        response = await handler(request)
        return response if request.method == "GET" else await self._spoil(request, response)

    def _authenticate(self, request: web.Request) -> None:
        ours = base64.b64encode(f"{self._account.sid}:{self._account.token}".encode())
        _, _, theirs = request.headers.get("Authorization", "").partition("Basic ")
        if not hmac.compare_digest(ours, theirs.strip().encode()):
            raise RestError(20003)
        if self._troubles.strikes("account-suspended"):
            raise RestError(20005)
        if request.match_info.get("account", self._account.sid) != self._account.sid:
            raise RestError(20404, request.path)

    def _refuse(self, request: web.Request) -> None:
        for name, code, named in BEFORE_ACCEPTING:
            if self._troubles.strikes(name):
                raise RestError(code, named=named)
        creates = request.method == "POST" and "sid" not in request.match_info
        if creates and (trouble := self._troubles.strikes("refused")):
            raise RestError(trouble.code, "…")

    def _refusal(self, error: RestError) -> web.Response:
        if self._troubles.strikes("problem-documents"):
            problem = "application/problem+json"
            return web.json_response(error.to_problem(), status=error.status, content_type=problem)
        return web.json_response(error.to_json(), status=error.status)

    async def _spoil(
        self, request: web.Request, response: web.StreamResponse
    ) -> web.StreamResponse:
        if self._troubles.strikes("500-after-accepting"):
            raise RestError(20500)
        if self._troubles.strikes("connection-reset-after-accepting"):
            return _broken_off(request)
        if self._troubles.strikes("accepted-then-silent"):
            await _silence(request)
            return _broken_off(request)
        if trouble := self._troubles.strikes("answered-late"):
            await asyncio.sleep(trouble.delay)
        return response


def _broken_off(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _silence(request: web.Request) -> None:
    end = time.monotonic() + LONGEST_SILENCE
    while request.transport is not None and time.monotonic() < end:
        await asyncio.sleep(LOOK)
