"""The REST API: the parts of Twilio's 2010-04-01 that Patchline uses."""

import base64
import hmac
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from service.simulator.account import API_VERSION, Account
from service.simulator.rest_calls import CallResource
from service.simulator.rest_error import RestError
from service.simulator.rest_messages import MessageResource

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
ROOT = f"/{API_VERSION}/Accounts/{{account}}"


class RestApi:
    """Routes, credentials and error bodies of the API."""

    def __init__(self, account: Account, messages: MessageResource, calls: CallResource) -> None:
        self._account = account
        self._messages = messages
        self._calls = calls

    def routes(self) -> list[web.RouteDef]:
        """Every address of the API."""
        messages, calls = self._messages, self._calls
        return [
            web.get(f"{ROOT}.json", self._guard(self._show_account)),
            web.get(f"{ROOT}/Messages.json", self._guard(messages.list)),
            web.post(f"{ROOT}/Messages.json", self._guard(messages.create)),
            web.get(f"{ROOT}/Messages/{{sid}}.json", self._guard(messages.fetch)),
            web.get(f"{ROOT}/Calls.json", self._guard(calls.list)),
            web.post(f"{ROOT}/Calls.json", self._guard(calls.create)),
            web.get(f"{ROOT}/Calls/{{sid}}.json", self._guard(calls.fetch)),
            web.post(f"{ROOT}/Calls/{{sid}}.json", self._guard(calls.update)),
            web.route("*", f"/{API_VERSION}/{{rest:.*}}", self._guard(self._refuse)),
        ]

    def _guard(self, handler: Handler) -> Handler:
        async def guarded(request: web.Request) -> web.StreamResponse:
            try:
                self._authenticate(request)
                return await handler(request)
            except RestError as error:
                return web.json_response(error.to_json(), status=error.status)

        return guarded

    def _authenticate(self, request: web.Request) -> None:
        ours = base64.b64encode(f"{self._account.sid}:{self._account.token}".encode())
        _, _, theirs = request.headers.get("Authorization", "").partition("Basic ")
        if not hmac.compare_digest(ours, theirs.strip().encode()):
            raise RestError(20003)
        if request.match_info.get("account", self._account.sid) != self._account.sid:
            raise RestError(20404, request.path)

    async def _show_account(self, _: web.Request) -> web.Response:
        body: dict[str, Any] = {
            "sid": self._account.sid,
            "friendly_name": "Simulated account",
            "status": "active",
            "type": "Full",
            "owner_account_sid": self._account.sid,
            "uri": f"/{API_VERSION}/Accounts/{self._account.sid}.json",
        }
        return web.json_response(body)

    async def _refuse(self, request: web.Request) -> web.Response:
        raise RestError(20404, request.path)
