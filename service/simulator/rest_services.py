"""``Services`` of the Messaging API, version 1: the pool that our number may belong to."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from aiohttp import web

from service.simulator.account import Account
from service.simulator.form import Form
from service.simulator.hooks import ServiceHooks, parameters, revise
from service.simulator.numbers import country_of
from service.simulator.parameters import Reader
from service.simulator.rest_error import RestError

PAGE_SIZE = 50


class ServiceResource:
    """Fetch, change and list Messaging Services; there is at most one."""

    def __init__(
        self, account: Account, hooks: ServiceHooks, started: datetime, reader: Reader
    ) -> None:
        self._account = account
        self._hooks = hooks
        self._started = started.strftime("%Y-%m-%dT%H:%M:%SZ")
        self._reader = reader

    async def list(self, request: web.Request) -> web.Response:
        """The services of the account."""
        found = [self._show(request)] if self._account.service else []
        return _page(request, "services", found)

    async def fetch(self, request: web.Request) -> web.Response:
        """The service by its identifier."""
        self._require(request)
        return web.json_response(self._show(request))

    async def update(self, request: web.Request) -> web.Response:
        """Send its webhooks elsewhere."""
        self._require(request)
        form = self._reader.check(await Form.of(request), parameters(self._hooks), "Services")
        revise(self._hooks, form, 20001, 20001)
        return web.json_response(self._show(request))

    async def numbers(self, request: web.Request) -> web.Response:
        """The numbers in its pool."""
        self._require(request)
        number = {
            "sid": self._account.number_sid,
            "account_sid": self._account.sid,
            "service_sid": self._account.service,
            "phone_number": self._account.number,
            "country_code": country_of(self._account.number),
            "capabilities": ["SMS", "MMS", "Voice"],
            "date_created": self._started,
            "date_updated": self._started,
            "url": f"{_here(request)}/{self._account.number_sid}",
        }
        return _page(request, "phone_numbers", [number])

    def _require(self, request: web.Request) -> None:
        if not self._account.service or request.match_info["sid"] != self._account.service:
            raise RestError(20404, request.path)

    def _show(self, request: web.Request) -> dict[str, Any]:
        url = f"{request.url.origin()}/v1/Services/{self._account.service}"
        return asdict(self._hooks) | {
            "sid": self._account.service,
            "account_sid": self._account.sid,
            "date_created": self._started,
            "date_updated": self._started,
            "sticky_sender": True,
            "mms_converter": True,
            "smart_encoding": False,
            "area_code_geomatch": False,
            "validity_period": 36_000,
            "synchronous_validation": False,
            "usecase": "undeclared",
            "url": url,
            "links": {"phone_numbers": f"{url}/PhoneNumbers"},
        }


def _here(request: web.Request) -> str:
    return f"{request.url.origin()}{request.path}"


def _page(request: web.Request, key: str, records: list[dict[str, Any]]) -> web.Response:
    url = f"{_here(request)}?PageSize={PAGE_SIZE}&Page=0"
    meta = {
        "key": key,
        "page": 0,
        "page_size": PAGE_SIZE,
        "first_page_url": url,
        "previous_page_url": None,
        "next_page_url": None,
        "url": url,
    }
    return web.json_response({key: records, "meta": meta})
