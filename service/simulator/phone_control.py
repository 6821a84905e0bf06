"""The phones of the handset page: JSON in, JSON out, below ``/handset/api/phones``."""

from aiohttp import web

from service.simulator.arrival import Arrivals
from service.simulator.calling import Calling
from service.simulator.handset import Handset, Handsets
from service.simulator.json_fields import (
    BadRequest,
    Fields,
    number_of,
    plainly,
    read_fields,
    text_of,
)
from service.simulator.line import Line, NotOnTheLine, Pickup
from service.simulator.message import BODY_LIMIT
from service.simulator.texting import Texting

PICKUPS = {
    "answer": Pickup.ANSWERED,
    "decline": Pickup.DECLINED,
    "voicemail": Pickup.MACHINE,
}
MEDIA_LIMIT = 10


class PhoneControl:
    """Phones, their texts and their calls."""

    def __init__(
        self, handsets: Handsets, texting: Texting, arrivals: Arrivals, calling: Calling
    ) -> None:
        self._handsets = handsets
        self._texting = texting
        self._arrivals = arrivals
        self._calling = calling

    def routes(self) -> list[web.RouteDef]:
        """Every address of this part."""
        phone = "/handset/api/phones/{id}"
        return [
            web.get("/handset/api/phones", plainly(self._list)),
            web.post("/handset/api/phones", plainly(self._add)),
            web.get(phone, plainly(self._show)),
            web.post(phone, plainly(self._change)),
            web.post(f"{phone}/texts", plainly(self._text)),
            web.post(f"{phone}/calls", plainly(self._dial)),
            web.post(f"{phone}/keys", plainly(self._press)),
            web.post(f"{phone}/{{act:answer|decline|voicemail}}", plainly(self._pick_up)),
            web.post(f"{phone}/hangup", plainly(self._hang_up)),
        ]

    def _handset(self, request: web.Request) -> Handset:
        return self._handsets.by_id(request.match_info["id"])

    def _line(self, request: web.Request) -> Line:
        line = self._handset(request).line
        if line is None or line.gone:
            raise NotOnTheLine("This phone is in no call. Place one, or wait for one.")
        return line

    async def _list(self, _: web.Request) -> web.Response:
        return web.json_response({"phones": [handset.to_json() for handset in self._handsets]})

    async def _add(self, request: web.Request) -> web.Response:
        fields = await read_fields(request)
        handset = self._handsets.add(
            text_of(fields, "number"), text_of(fields, "label"), text_of(fields, "state")
        )
        return web.json_response(handset.to_json(), status=201)

    async def _show(self, request: web.Request) -> web.Response:
        handset = self._handset(request)
        return web.json_response(handset.to_json() | {"messages": self._thread(handset)})

    def _thread(self, handset: Handset) -> list[Fields]:
        found = [
            {
                "sid": message.sid,
                "outgoing": message.direction == "inbound",
                "body": message.body,
                "media": message.media,
                "status": message.status,
            }
            for message in self._texting.messages.newest_first()
            if handset.number in (message.sender, message.to)
        ]
        return found[::-1]

    async def _change(self, request: web.Request) -> web.Response:
        handset, fields = self._handset(request), await read_fields(request)
        anonymous = fields.get("anonymous", handset.anonymous)
        if not isinstance(anonymous, bool):
            raise BadRequest("The field anonymous must be true or false.")
        if "habit" in fields:
            self._handsets.accustom(handset, text_of(fields, "habit"))
        self._handsets.withhold(handset, anonymous)
        return web.json_response(handset.to_json())

    async def _text(self, request: web.Request) -> web.Response:
        handset, fields = self._handset(request), await read_fields(request)
        body, media = text_of(fields, "body"), int(number_of(fields, "media", 0))
        if len(body) > BODY_LIMIT:
            raise BadRequest(f"A text holds {BODY_LIMIT} characters. Shorten it.")
        if not 0 <= media <= MEDIA_LIMIT:
            raise BadRequest(f"A text carries at most {MEDIA_LIMIT} pictures.")
        message = self._arrivals.receive(handset, body, media)
        return web.json_response({"sid": message.sid}, status=201)

    async def _dial(self, request: web.Request) -> web.Response:
        call = self._calling.dial_in(self._handset(request))
        return web.json_response({"sid": call.sid}, status=201)

    async def _press(self, request: web.Request) -> web.Response:
        self._line(request).press(text_of(await read_fields(request), "keys"))
        return web.json_response({})

    async def _pick_up(self, request: web.Request) -> web.Response:
        self._line(request).pick_up(PICKUPS[request.match_info["act"]])
        return web.json_response({})

    async def _hang_up(self, request: web.Request) -> web.Response:
        line = self._line(request)
        line.tell("hung-up")
        line.hang_up()
        return web.json_response({})
