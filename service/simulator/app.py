"""The simulator put together as one web application."""

import random
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field

import aiohttp
from aiohttp import web

from service.simulator.account import Account
from service.simulator.background import Background
from service.simulator.call_log import CallLog
from service.simulator.calling import Calling
from service.simulator.clock import Clock
from service.simulator.clockwork import Clockwork
from service.simulator.dialing import Dialing
from service.simulator.events import EventLog
from service.simulator.exchange import Exchange
from service.simulator.handset import Handsets
from service.simulator.office import Office
from service.simulator.page import page_routes
from service.simulator.phone_control import PhoneControl
from service.simulator.rest import RestApi
from service.simulator.rest_calls import CallResource
from service.simulator.rest_messages import MessageResource
from service.simulator.texting import Texting
from service.simulator.webhook import Webhooks
from service.simulator.world_control import WorldControl

FIRST_PHONE = ("+18025550142", "Vermont", "VT")


@dataclass(frozen=True, slots=True)
class Settings:
    """What one simulator is started with."""

    account: Account
    offices: Mapping[str, Office] = field(default_factory=dict)
    clock_offset: float = 0.0
    speed: float = 1.0
    seed: int | None = None
    """Makes chance repeatable; None draws anew at each start."""


async def build_app(settings: Settings) -> web.Application:
    """The whole simulator; needs a running event loop and closes its own client."""
    app = web.Application(client_max_size=256 * 1024)
    client = aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=64), cookie_jar=aiohttp.DummyCookieJar()
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
    account = settings.account
    clock = Clock(settings.clock_offset, settings.speed)
    events = EventLog(clock)
    webhooks = Webhooks(account, client)
    handsets = Handsets(clock, events)
    exchange = Exchange(settings.offices, random.Random(settings.seed))  # noqa: S311
    texting = Texting(account, clock, handsets, events, webhooks, background)
    log = CallLog(account, clock, handsets, events, webhooks, background)
    dialing = Dialing(account, clock, handsets, exchange, log)
    calling = Calling(account, clock, handsets, log, texting, dialing, webhooks, background)
    clockwork = Clockwork(account, clock, events, webhooks)
    handsets.add(*FIRST_PHONE)
    clockwork.announce()
    return [
        *page_routes(),
        *PhoneControl(handsets, texting, calling).routes(),
        *WorldControl(account, clock, clockwork, events, exchange).routes(),
        *RestApi(
            account, MessageResource(account, texting), CallResource(account, log, calling)
        ).routes(),
    ]
