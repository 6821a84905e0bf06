"""The REST API: the parts of Twilio's that Patchline uses, by address."""

from typing import Any

from aiohttp import web

from service.simulator.account import API_VERSION, Account
from service.simulator.addressing import Addressing
from service.simulator.carrier import Carrier
from service.simulator.clock import Clock
from service.simulator.events import EventLog
from service.simulator.gate import Gate, Handler
from service.simulator.limits import Limits
from service.simulator.parameters import Reader
from service.simulator.rest_calls import CallResource
from service.simulator.rest_error import RestError
from service.simulator.rest_messages import MessageResource
from service.simulator.rest_numbers import NumberResource
from service.simulator.rest_services import ServiceResource
from service.simulator.troubles import Troubles

ROOT = f"/{API_VERSION}/Accounts/{{account}}"
SERVICES = "/v1/Services"


class RestApi:
    """Routes of the API."""

    def __init__(
        self,
        account: Account,
        gate: Gate,
        messages: MessageResource,
        calls: CallResource,
        numbers: NumberResource,
        services: ServiceResource,
    ) -> None:
        self._account = account
        self._guard = gate.guard
        self._messages = messages
        self._calls = calls
        self._numbers = numbers
        self._services = services

    @classmethod
    def build(
        cls,
        account: Account,
        clock: Clock,
        events: EventLog,
        carrier: Carrier,
        limits: Limits,
        troubles: Troubles,
    ) -> "RestApi":
        """The API in front of a carrier."""
        reader, hooks, now = Reader(events.tell), carrier.hooks, clock.now()
        addressing = Addressing(account, carrier.handsets, carrier.texting.blocked)
        return cls(
            account,
            Gate(account, limits, troubles),
            MessageResource(account, clock, carrier.texting, addressing, hooks, reader),
            CallResource(account, carrier.log, carrier.calling, addressing, reader),
            NumberResource(account, hooks.number, now, reader),
            ServiceResource(account, hooks.service, now, reader),
        )

    def routes(self) -> list[web.RouteDef]:
        """Every address of the API."""
        messages, calls, numbers = self._messages, self._calls, self._numbers
        services = self._services
        return [
            self._route(f"{ROOT}.json", GET=self._show_account),
            self._route(f"{ROOT}/Messages.json", GET=messages.list, POST=messages.create),
            self._route(
                f"{ROOT}/Messages/{{sid}}.json",
                GET=messages.fetch,
                POST=messages.update,
                DELETE=messages.delete,
            ),
            self._route(f"{ROOT}/Calls.json", GET=calls.list, POST=calls.create),
            self._route(
                f"{ROOT}/Calls/{{sid}}.json",
                GET=calls.fetch,
                POST=calls.update,
                DELETE=calls.delete,
            ),
            self._route(f"{ROOT}/IncomingPhoneNumbers.json", GET=numbers.list),
            self._route(
                f"{ROOT}/IncomingPhoneNumbers/{{sid}}.json",
                GET=numbers.fetch,
                POST=numbers.update,
            ),
            self._route(SERVICES, GET=services.list),
            self._route(f"{SERVICES}/{{sid}}", GET=services.fetch, POST=services.update),
            self._route(f"{SERVICES}/{{sid}}/PhoneNumbers", GET=services.numbers),
            web.route("*", f"/{API_VERSION}/{{rest:.*}}", self._guard(self._refuse)),
            web.route("*", "/v1/{rest:.*}", self._guard(self._refuse)),
        ]

    def _route(self, path: str, **handlers: Handler) -> web.RouteDef:
        """A resource, its handlers by method; any other method is refused."""

        async def by_method(request: web.Request) -> web.StreamResponse:
            handler = handlers.get("GET" if request.method == "HEAD" else request.method)
            if handler is None:
                raise RestError(20004)
            return await handler(request)

        return web.route("*", path, self._guard(by_method))

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
