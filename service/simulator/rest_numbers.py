"""``IncomingPhoneNumbers`` of the REST API: our one number and where its webhooks go."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from aiohttp import web

from service.simulator.account import API_VERSION, Account
from service.simulator.form import Form
from service.simulator.hooks import NumberHooks, parameters, revise
from service.simulator.listing import page_of
from service.simulator.numbers import pretty
from service.simulator.parameters import Reader
from service.simulator.rest_error import RestError

CAPABILITIES = {"voice": True, "sms": True, "mms": True, "fax": False}


class NumberResource:
    """Fetch, change and list the numbers of the account."""

    def __init__(
        self, account: Account, hooks: NumberHooks, started: datetime, reader: Reader
    ) -> None:
        self.sid = account.number_sid
        self._account = account
        self._hooks = hooks
        self._started = started
        self._reader = reader

    async def list(self, request: web.Request) -> web.Response:
        """All numbers; ``PhoneNumber`` narrows them to those that contain it."""
        uri = self._account.uri("IncomingPhoneNumbers.json")
        found = [self] if self._matches(request.query) else []
        page = page_of(found, request.query, uri, "incoming_phone_numbers", lambda _: self._show())
        return web.json_response(page)

    async def fetch(self, request: web.Request) -> web.Response:
        """The number by its identifier."""
        self._require(request)
        return web.json_response(self._show())

    async def update(self, request: web.Request) -> web.Response:
        """Send its webhooks elsewhere."""
        self._require(request)
        known = parameters(self._hooks)
        form = self._reader.check(await Form.of(request), known, "IncomingPhoneNumbers")
        revise(self._hooks, form, 21402, 21403)
        return web.json_response(self._show())

    def _matches(self, query: Mapping[str, str]) -> bool:
        wanted = query.get("PhoneNumber", "").strip().lstrip("+")
        name = query.get("FriendlyName", self._hooks.friendly_name)
        return wanted in self._account.number and name == self._hooks.friendly_name

    def _require(self, request: web.Request) -> None:
        if request.match_info["sid"] != self.sid:
            raise RestError(20404, request.path)

    def _show(self) -> dict[str, Any]:
        number = self._account.number
        changed = format_datetime(self._started)
        return asdict(self._hooks) | {
            "sid": self.sid,
            "account_sid": self._account.sid,
            "api_version": API_VERSION,
            "phone_number": number,
            "friendly_name": self._hooks.friendly_name or pretty(number),
            "date_created": changed,
            "date_updated": changed,
            "capabilities": CAPABILITIES,
            "sms_application_sid": "",
            "voice_application_sid": "",
            "voice_caller_id_lookup": False,
            "voice_receive_mode": "voice",
            "trunk_sid": None,
            "address_requirements": "none",
            "beta": False,
            "origin": "twilio",
            "status": "in-use",
            "uri": self._account.uri(f"IncomingPhoneNumbers/{self.sid}.json"),
        }
