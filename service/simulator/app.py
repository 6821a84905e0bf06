"""The simulator put together as one web application."""

import random
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field

import aiohttp
from aiohttp import web

from service.simulator.account import Account
from service.simulator.admission import Hosts, admission
from service.simulator.background import Background
from service.simulator.carrier import Carrier
from service.simulator.clock import Clock
from service.simulator.clockwork import Clockwork
from service.simulator.events import EventLog
from service.simulator.exchange import Exchange
from service.simulator.fault_control import FaultControl
from service.simulator.limits import Limits
from service.simulator.office import Office
from service.simulator.page import page_routes
from service.simulator.phone_control import PhoneControl
from service.simulator.rest import RestApi
from service.simulator.senate_control import SenateControl
from service.simulator.troubles import Troubles
from service.simulator.webhook import Webhooks
from service.simulator.world_control import WorldControl

FIRST_PHONE = ("+18025550142", "Vermont", "VT")
IDLE_SECONDS = 2.0
"""Connections to the application are kept for less than any server keeps an idle one."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What one simulator is started with."""

    account: Account
    offices: Mapping[str, Office] = field(default_factory=dict)
    clock_offset: float = 0.0
    speed: float = 1.0
    seed: int | None = None
    """Makes chance repeatable; None draws anew at each start."""
    limits: Limits = field(default_factory=Limits)
    hosts: Hosts = field(default_factory=lambda: Hosts.of("127.0.0.1"))
    """The names that it answers to."""


async def build_app(settings: Settings) -> web.Application:
    """The whole simulator; needs a running event loop and closes its own client."""
    app = web.Application(client_max_size=256 * 1024, middlewares=[admission(settings.hosts)])
    client = aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=64, keepalive_timeout=IDLE_SECONDS),
        cookie_jar=aiohttp.DummyCookieJar(),
    )
    background = Background()
    app.router.add_routes(_routes(settings, client, background))

    async def closing(_: web.Application) -> AsyncIterator[None]:
        yield
        await background.close()
        await client.close()

    app.cleanup_ctx.append(closing)
    return app


def _routes(
    settings: Settings, client: aiohttp.ClientSession, background: Background
) -> list[web.RouteDef]:
    account, limits = settings.account, settings.limits
    clock = Clock(settings.clock_offset, settings.speed)
    events = EventLog(clock)
    troubles = Troubles(random.Random(settings.seed))  # noqa: S311
    webhooks = Webhooks(account, client, troubles)
    exchange = Exchange(settings.offices, random.Random(settings.seed))  # noqa: S311
    carrier = Carrier.build(
        account, clock, events, exchange, webhooks, background, limits, troubles
    )
    clockwork = Clockwork(account, clock, events, webhooks)
    carrier.handsets.add(*FIRST_PHONE)
    clockwork.announce()
    return [
        *page_routes(),
        *PhoneControl(
            carrier.handsets, carrier.texting, carrier.arrivals, carrier.calling
        ).routes(),
        *WorldControl(account, clock, clockwork, events).routes(),
        *SenateControl(clock, events, exchange).routes(),
        *FaultControl(events, troubles, limits, carrier.tally).routes(),
        *RestApi.build(account, clock, events, carrier, limits, troubles).routes(),
    ]
