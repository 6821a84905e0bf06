"""Faults, limits and the carrier's own count: JSON below ``/handset/api``, for tests and a page."""

from dataclasses import asdict

from aiohttp import web

from service.simulator.events import EventLog
from service.simulator.json_fields import (
    BadRequest,
    Fields,
    number_of,
    plainly,
    read_fields,
    text_of,
)
from service.simulator.limits import Limits
from service.simulator.tally import Tally
from service.simulator.troubles import CODES, DELAY, DELAYED, TROUBLES, Troubles


class FaultControl:
    """Switches troubles on and off, sets limits, shows what was accepted."""

    def __init__(self, events: EventLog, troubles: Troubles, limits: Limits, tally: Tally) -> None:
        self._events = events
        self._troubles = troubles
        self._limits = limits
        self._tally = tally

    def routes(self) -> list[web.RouteDef]:
        """Every address of this part."""
        api = "/handset/api"
        return [
            web.get(f"{api}/faults", plainly(self._show_faults)),
            web.post(f"{api}/faults", plainly(self._switch_on)),
            web.delete(f"{api}/faults", plainly(self._switch_off)),
            web.get(f"{api}/limits", plainly(self._show_limits)),
            web.post(f"{api}/limits", plainly(self._set_limits)),
            web.get(f"{api}/tally", plainly(self._show_tally)),
            web.delete(f"{api}/tally", plainly(self._clear_tally)),
        ]

    async def _show_faults(self, _: web.Request) -> web.Response:
        return web.json_response(
            {
                "known": dict(TROUBLES),
                "codes": dict(CODES),
                "delayed": DELAYED,
                "delay": DELAY,
                "on": self._on(),
            }
        )

    async def _switch_on(self, request: web.Request) -> web.Response:
        fields = await read_fields(request)
        seconds = None if fields.get("seconds") is None else number_of(fields, "seconds")
        code = number_of(fields, "code", 0)
        if code and not 10_000 <= code <= 99_999:
            raise BadRequest("The code must be one of Twilio's: five digits.")
        self._troubles.switch_on(
            text_of(fields, "name"),
            number_of(fields, "share", 1.0),
            seconds,
            number_of(fields, "delay", DELAY),
            int(code),
        )
        return self._changed()

    async def _switch_off(self, request: web.Request) -> web.Response:
        self._troubles.switch_off(request.query.get("name", ""))
        return self._changed()

    def _changed(self) -> web.Response:
        on = self._on()
        self._events.tell("faults", on=on)
        return web.json_response({"on": on})

    def _on(self) -> list[Fields]:
        return [
            {
                "name": trouble.name,
                "words": TROUBLES[trouble.name],
                "share": trouble.share,
                "seconds": self._troubles.left(trouble),
                "delay": trouble.delay,
                "code": trouble.code,
            }
            for trouble in self._troubles.on()
        ]

    async def _show_limits(self, _: web.Request) -> web.Response:
        return web.json_response(asdict(self._limits))

    async def _set_limits(self, request: web.Request) -> web.Response:
        fields = await read_fields(request)
        known = asdict(self._limits)
        if unknown := sorted(set(fields) - set(known)):
            names = ", ".join(known)
            raise BadRequest(f"{unknown[0][:40]} is no limit. Those are: {names}.")
        for name in fields:
            self._limits.change(name, number_of(fields, name))
        return web.json_response(asdict(self._limits))

    async def _show_tally(self, _: web.Request) -> web.Response:
        return web.json_response(self._tally.to_json())

    async def _clear_tally(self, _: web.Request) -> web.Response:
        self._tally.clear()
        return web.json_response(self._tally.to_json())
