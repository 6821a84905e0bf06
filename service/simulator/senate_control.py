"""The Senate on the handset page: how many call it, who is decided for, whose lines are taken."""

from dataclasses import asdict

from aiohttp import web

from service.simulator.clock import Clock
from service.simulator.events import EventLog
from service.simulator.exchange import Exchange
from service.simulator.json_fields import Fields, number_of, plainly, read_fields, text_of
from service.simulator.numbers import parse_number, pretty
from service.simulator.office import Office
from service.simulator.traffic import Traffic


class SenateControl:
    """The dial, the decided offices and the lines."""

    def __init__(self, clock: Clock, events: EventLog, exchange: Exchange) -> None:
        self._clock = clock
        self._events = events
        self._exchange = exchange

    def routes(self) -> list[web.RouteDef]:
        """Every address of this part."""
        address = "/handset/api/exchange"
        return [
            web.get(address, plainly(self._show)),
            web.post(address, plainly(self._set)),
            web.get(f"{address}/lines", plainly(self._show_lines)),
        ]

    async def _show(self, _: web.Request) -> web.Response:
        offices = [self._office(office) for office in self._exchange.offices.values()]
        return web.json_response(self._dials() | {"offices": offices})

    async def _set(self, request: web.Request) -> web.Response:
        fields = await read_fields(request)
        if "load" in fields:
            self._exchange.traffic = Traffic(load=number_of(fields, "load"))
        if "busyness" in fields:
            self._exchange.traffic = Traffic(busyness=number_of(fields, "busyness"))
        if "number" in fields:
            number = parse_number(text_of(fields, "number"))
            self._exchange.force(number, text_of(fields, "outcome"))
        self._events.tell("exchange", **self._dials())
        return web.json_response(self._dials())

    async def _show_lines(self, request: web.Request) -> web.Response:
        number = parse_number(request.query.get("number", ""))
        now = self._clock.now()
        offices = [
            self._office(office) | asdict(self._exchange.lines(office, now))
            for office in self._exchange.beside(number)
        ]
        return web.json_response({"offices": offices})

    def _dials(self) -> Fields:
        traffic = self._exchange.traffic
        forced = {number: str(outcome) for number, outcome in self._exchange.overrides.items()}
        # A quiet Senate is quiet by either measure.
        busyness = 0.0 if traffic.quiet else traffic.busyness
        load = 0.0 if traffic.quiet else traffic.load
        return {"load": load, "busyness": busyness, "overrides": forced}

    def _office(self, office: Office) -> Fields:
        return {
            "number": office.number,
            "pretty": pretty(office.number),
            "senators": list(office.senators),
            "city": office.city,
            "dc": office.is_dc,
            "staffed": office.is_staffed(self._clock.now()),
        }
