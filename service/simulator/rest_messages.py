"""``Messages`` of the REST API."""

from collections.abc import Iterator, Mapping

from aiohttp import web

from service.simulator.account import Account
from service.simulator.addressing import Addressing
from service.simulator.clock import Clock
from service.simulator.form import Form
from service.simulator.hooks import Hooks
from service.simulator.listing import page_of, within
from service.simulator.message import BODY_LIMIT, VALIDITY, Message
from service.simulator.parameters import MESSAGE_CREATE, MESSAGE_UPDATE, Reader
from service.simulator.rest_error import RestError
from service.simulator.schedule import send_at
from service.simulator.texting import Outgoing, Texting

MEDIA_LIMIT = 10


class MessageResource:
    """Create, fetch, change, delete and list texts."""

    def __init__(
        self,
        account: Account,
        clock: Clock,
        texting: Texting,
        addressing: Addressing,
        hooks: Hooks,
        reader: Reader,
    ) -> None:
        self._account = account
        self._clock = clock
        self._texting = texting
        self._addressing = addressing
        self._hooks = hooks
        self._reader = reader

    async def create(self, request: web.Request) -> web.Response:
        """Send a text: 201 with the resource, or a refusal."""
        form = self._reader.check(await Form.of(request), MESSAGE_CREATE, "Messages")
        message = self._texting.send(self._read(form))
        return web.json_response(message.to_json(self._account), status=201)

    async def fetch(self, request: web.Request) -> web.Response:
        """One text by its identifier."""
        return web.json_response(self._find(request).to_json(self._account))

    async def update(self, request: web.Request) -> web.Response:
        """Cancel a scheduled text by ``Status``, or blot out its words by an empty ``Body``."""
        message = self._find(request)
        form = self._reader.check(await Form.of(request), MESSAGE_UPDATE, "Messages")
        if form.choice("Status", ("canceled",), 20001):
            if message.status != "scheduled":
                raise RestError(30409)
            await self._texting.cancel(message)
        if form.text("Body"):
            raise RestError(20001)
        if "Body" in form:
            message.body = ""
        return web.json_response(message.to_json(self._account))

    async def delete(self, request: web.Request) -> web.Response:
        """Forget a text that is over."""
        message = self._find(request)
        if not message.over:
            raise RestError(20009)
        self._texting.messages.remove(message.sid)
        return web.Response(status=204)

    async def list(self, request: web.Request) -> web.Response:
        """Texts by ``To``, ``From`` and ``DateSent``, newest first."""
        uri = self._account.uri("Messages.json")
        found = self._matching(request.query)
        show = page_of(found, request.query, uri, "messages", lambda m: m.to_json(self._account))
        return web.json_response(show)

    def _find(self, request: web.Request) -> Message:
        message = self._texting.messages.get(request.match_info["sid"])
        if message is None:
            raise RestError(20404, request.path)
        return message

    def _matching(self, query: Mapping[str, str]) -> Iterator[Message]:
        for message in self._texting.messages.newest_first():
            if message.to != query.get("To", message.to):
                continue
            if message.sender != query.get("From", message.sender):
                continue
            if within(message.sent, query, "DateSent"):
                yield message

    def _read(self, form: Form) -> Outgoing:
        # Twilio complains of a missing recipient before it looks at anything else.
        if not form.text("To"):
            raise RestError(21604)
        sender = self._addressing.text_sender(form)
        to = self._addressing.text_recipient(form, sender)
        media = self._media(form)
        body = form.text("Body")
        if not body and not media:
            raise RestError(21602)
        if len(body) > BODY_LIMIT:
            raise RestError(21617)
        if self._texting.full and not sender.service:
            raise RestError(21611, form.text("From"))
        return Outgoing(
            to=to,
            sender=sender.number,
            body=body,
            direction="outbound-api",
            media=media,
            service_sid=sender.service or None,
            callback=self._callback(form, sender.service),
            validity=form.whole("ValidityPeriod", VALIDITY, 1, VALIDITY),
            send_at=send_at(form, self._clock.now()),
        )

    def _media(self, form: Form) -> int:
        urls = [url for url in form.all("MediaUrl") if url]
        if len(urls) > MEDIA_LIMIT:
            raise RestError(21623)
        for url in urls:
            Form.require_url(url, 21620)
        return len(urls)

    def _callback(self, form: Form, service: str) -> str:
        asked = form.url("StatusCallback", 21609)
        return asked or (self._hooks.service.status_callback if service else "")
