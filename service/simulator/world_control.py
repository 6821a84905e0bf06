"""The world around the phones on the handset page: the clock, and what happens."""

import json
import math
from contextlib import suppress
from datetime import UTC, datetime

from aiohttp import web

from service.simulator.account import Account
from service.simulator.clock import Clock
from service.simulator.clockwork import Clockwork
from service.simulator.events import EventLog
from service.simulator.json_fields import (
    BadRequest,
    Fields,
    number_of,
    plainly,
    read_fields,
    text_of,
)
from service.simulator.numbers import pretty
from service.simulator.presets import PRESETS, offset_for
from service.simulator.states import STATES

KEEPALIVE_SECONDS = 15.0
LONGEST_OFFSET = 10 * 366 * 86400
STREAM_HEADERS = {"Content-Type": "text/event-stream", "Cache-Control": "no-store"}


class WorldControl:
    """The time of day and the stream of events."""

    def __init__(
        self,
        account: Account,
        clock: Clock,
        clockwork: Clockwork,
        events: EventLog,
    ) -> None:
        self._account = account
        self._clock = clock
        self._clockwork = clockwork
        self._events = events

    def routes(self) -> list[web.RouteDef]:
        """Every address of this part."""
        api = "/handset/api"
        return [
            web.get(f"{api}/world", plainly(self._show_world)),
            web.get(f"{api}/clock", plainly(self._show_clock)),
            web.post(f"{api}/clock", plainly(self._set_clock)),
            web.get(f"{api}/events", plainly(self._poll)),
            web.get(f"{api}/stream", self._stream),
        ]

    async def _show_world(self, _: web.Request) -> web.Response:
        number = self._account.number
        world: Fields = {"number": number, "pretty": pretty(number), "states": STATES}
        world |= {"run": self._events.run, "last": self._events.last}
        return web.json_response(world)

    async def _show_clock(self, _: web.Request) -> web.Response:
        return web.json_response(self._clock_fields())

    async def _set_clock(self, request: web.Request) -> web.Response:
        fields = await read_fields(request)
        if "speed" in fields:
            self._clock.hasten(number_of(fields, "speed"))
            self._clockwork.announce()
        if "offset" in fields or "preset" in fields:
            await self._clockwork.shift(self._offset(fields))
        return web.json_response(self._clock_fields())

    async def _poll(self, request: web.Request) -> web.Response:
        after = _whole(request.query.get("after", "0"))
        seconds = min(_whole(request.query.get("wait", "0")), 30)
        found = await self._events.wait(after, seconds) if seconds else self._events.since(after)
        return web.json_response({"run": self._events.run, "events": found})

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers=STREAM_HEADERS)
        await response.prepare(request)
        seen = _whole(request.headers.get("Last-Event-ID", request.query.get("after", "0")))
        # A page that is closed breaks the connection; that is how every stream ends.
        with suppress(ConnectionResetError):
            await self._feed(response, seen)
        return response

    async def _feed(self, response: web.StreamResponse, seen: int) -> None:
        hello = json.dumps({"kind": "hello", "run": self._events.run})
        await response.write(f"data: {hello}\n\n".encode())
        while True:
            found = await self._events.wait(seen, KEEPALIVE_SECONDS)
            seen = found[-1]["seq"] if found else seen
            lines = [f"id: {event['seq']}\ndata: {json.dumps(event)}\n\n" for event in found]
            await response.write(("".join(lines) or ": still here\n\n").encode())

    def _clock_fields(self) -> Fields:
        now = self._clock.now().isoformat(timespec="seconds")
        return {"offset": self._clock.offset, "speed": self._clock.speed, "now": now}

    def _offset(self, fields: Fields) -> int:
        preset = text_of(fields, "preset")
        if preset == "real":
            return 0
        if preset and preset not in PRESETS:
            raise BadRequest(f"The preset must be real or one of: {', '.join(PRESETS)}.")
        if preset:
            return offset_for(preset, datetime.now(UTC))
        offset = number_of(fields, "offset")
        if abs(offset) > LONGEST_OFFSET:
            raise BadRequest("The clock can be moved by ten years at most.")
        return math.floor(offset)


def _whole(text: str) -> int:
    return int(text[:15]) if text.isascii() and text.isdecimal() else 0
