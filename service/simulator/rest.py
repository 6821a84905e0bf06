"""The REST API: the parts of Twilio's that Patchline uses, by address."""

from typing import Any

from aiohttp import web

from service.simulator.account import API_VERSION, Account
from service.simulator.addressing import Addressing
from service.simulator.carrier import Carrier
from service.simulator.clock import Clock
from service.simulator.events import EventLog
from service.simulator.gate import Gate
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
        guard = self._guard
        return [
            web.get(f"{ROOT}.json", guard(self._show_account)),
            *self._message_routes(),
            *self._call_routes(),
            *self._number_routes(),
            *self._service_routes(),
            web.route("*", f"/{API_VERSION}/{{rest:.*}}", guard(self._refuse)),
            web.route("*", "/v1/{rest:.*}", guard(self._refuse)),
        ]

    def _message_routes(self) -> list[web.RouteDef]:
        guard, messages = self._guard, self._messages
        return [
            web.get(f"{ROOT}/Messages.json", guard(messages.list)),
            web.post(f"{ROOT}/Messages.json", guard(messages.create)),
            web.get(f"{ROOT}/Messages/{{sid}}.json", guard(messages.fetch)),
            web.post(f"{ROOT}/Messages/{{sid}}.json", guard(messages.update)),
            web.delete(f"{ROOT}/Messages/{{sid}}.json", guard(messages.delete)),
        ]

    def _call_routes(self) -> list[web.RouteDef]:
        guard, calls = self._guard, self._calls
        return [
            web.get(f"{ROOT}/Calls.json", guard(calls.list)),
            web.post(f"{ROOT}/Calls.json", guard(calls.create)),
            web.get(f"{ROOT}/Calls/{{sid}}.json", guard(calls.fetch)),
            web.post(f"{ROOT}/Calls/{{sid}}.json", guard(calls.update)),
            web.delete(f"{ROOT}/Calls/{{sid}}.json", guard(calls.delete)),
        ]

    def _number_routes(self) -> list[web.RouteDef]:
        guard, numbers = self._guard, self._numbers
        return [
            web.get(f"{ROOT}/IncomingPhoneNumbers.json", guard(numbers.list)),
            web.get(f"{ROOT}/IncomingPhoneNumbers/{{sid}}.json", guard(numbers.fetch)),
            web.post(f"{ROOT}/IncomingPhoneNumbers/{{sid}}.json", guard(numbers.update)),
        ]

    def _service_routes(self) -> list[web.RouteDef]:
        guard, services = self._guard, self._services
        return [
            web.get(SERVICES, guard(services.list)),
            web.get(f"{SERVICES}/{{sid}}", guard(services.fetch)),
            web.post(f"{SERVICES}/{{sid}}", guard(services.update)),
            web.get(f"{SERVICES}/{{sid}}/PhoneNumbers", guard(services.numbers)),
        ]

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
