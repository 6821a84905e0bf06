"""A test's hands on a simulator, and the small application behind it."""

import asyncio
import base64
import json
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer
from twilio.request_validator import RequestValidator

SID = "AC" + "0" * 31 + "1"
TOKEN = "simulated-token"
SERVICE = "MG" + "0" * 32
OURS = "+18885550100"
VERMONT = "+18025550142"
DC_SANDERS, BURLINGTON, SHARED = "+12022245141", "+18028620697", "+19075550111"


def credentials(token: str = TOKEN) -> dict[str, str]:
    """The header of HTTP basic authentication."""
    return {"Authorization": "Basic " + base64.b64encode(f"{SID}:{token}".encode()).decode()}


@dataclass
class Request:
    """One webhook as the application got it."""

    method: str
    path: str
    form: dict[str, str]
    headers: dict[str, str]
    signed: bool


Reply = str | web.Response | Callable[[dict[str, str]], "str | web.Response"]


@dataclass
class Application:
    """Answers webhooks with what a test has put under their path."""

    replies: dict[str, Reply] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    server: TestServer | None = None

    async def handle(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        url = f"http://{request.host}{request.raw_path}"
        signature = request.headers.get("X-Twilio-Signature", "")
        signed = RequestValidator(TOKEN).validate(url, form, signature)
        self.requests.append(
            Request(request.method, request.path, form, dict(request.headers), signed)
        )
        reply = self.replies.get(request.path, "<Response/>")
        reply = reply(form) if callable(reply) else reply
        if isinstance(reply, web.Response):
            return reply
        return web.Response(text=reply, content_type="text/xml")

    def of(self, path: str) -> list[Request]:
        return [request for request in self.requests if request.path == path]

    def url(self, path: str) -> str:
        return str(self.server.make_url(path))


class Rig:
    """A test's hands: the handset API, the REST API and what has happened so far."""

    def __init__(self, app: Application, base: str, client: aiohttp.ClientSession) -> None:
        self.app = app
        self.base = base
        self.client = client
        self.seen = 0

    async def get(self, path: str) -> tuple[int, Any]:
        async with self.client.get(self.base + path) as response:
            return response.status, await response.json()

    async def post(self, path: str, **fields: Any) -> tuple[int, Any]:
        async with self.client.post(f"{self.base}/handset/api{path}", json=fields) as response:
            return response.status, await response.json()

    async def rest(self, method: str, path: str, fields: Any = None, **options: Any) -> Any:
        url = path if path.startswith("/") else f"/2010-04-01/Accounts/{SID}/{path}"
        headers = options.pop("headers", credentials())
        async with self.client.request(
            method, self.base + url, data=fields, headers=headers, **options
        ) as response:
            return response.status, await response.json(content_type=None)

    async def delete(self, path: str) -> int:
        async with self.client.delete(f"{self.base}/handset/api{path}") as response:
            return response.status

    async def text(self, **fields: str) -> tuple[int, Any]:
        """Create a text to the first phone, with other fields where they are given."""
        fields = {"To": VERMONT, "From": OURS, "Body": "hello"} | fields
        status, body = await self.rest("POST", "Messages.json", fields)
        return status, body

    async def ring(self, **fields: str) -> tuple[int, Any]:
        """Create a call to the first phone, with other fields where they are given."""
        fields = {"To": VERMONT, "From": OURS, "Twiml": "<Response/>"} | fields
        status, body = await self.rest("POST", "Calls.json", fields)
        return status, body

    async def message(self, sid: str, status: str) -> Any:
        """The text once it has that status."""
        return await self._until(f"Messages/{sid}.json", status)

    async def call(self, sid: str, status: str) -> Any:
        """The call once it has that status."""
        return await self._until(f"Calls/{sid}.json", status)

    async def _until(self, path: str, status: str) -> Any:
        async with asyncio.timeout(8):
            while True:
                _, body = await self.rest("GET", path)
                if body["status"] == status:
                    return body
                await asyncio.sleep(0.01)

    async def event(self, kind: str, **fields: Any) -> dict[str, Any]:
        """The next event of this kind with these fields; earlier ones are passed over."""
        passed, deadline = [], time.monotonic() + 8
        while time.monotonic() < deadline:
            _, body = await self.get(f"/handset/api/events?after={self.seen}&wait=1")
            for event in body["events"]:
                self.seen = event["seq"]
                passed.append(event)
                if event["kind"] == kind and fields.items() <= event.items():
                    return event
        raise AssertionError(f"no {kind} {fields} in {json.dumps(passed, indent=1)}")

    async def request(self, path: str, count: int = 1) -> Request:
        """The application's ``count``-th webhook on that path, once it has come."""
        async with asyncio.timeout(8):
            while len(self.app.of(path)) < count:
                await asyncio.sleep(0.01)
        return self.app.of(path)[count - 1]


Simulated = Callable[..., AbstractAsyncContextManager[Rig]]
