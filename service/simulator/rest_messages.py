"""``Messages`` of the REST API."""

from collections.abc import Iterator, Mapping

from aiohttp import web

from service.simulator.account import Account
from service.simulator.form import Form
from service.simulator.listing import page_of, within
from service.simulator.message import BODY_LIMIT, Message
from service.simulator.rest_error import RestError
from service.simulator.sid import is_sid
from service.simulator.texting import Outgoing, Texting

VALIDITY = (1, 36_000)


class MessageResource:
    """Create, fetch and list texts."""

    def __init__(self, account: Account, texting: Texting) -> None:
        self._account = account
        self._texting = texting

    async def create(self, request: web.Request) -> web.Response:
        """Send a text: 201 with the resource, or a refusal."""
        message = self._texting.send(self._read(await Form.of(request)))
        return web.json_response(message.to_json(self._account), status=201)

    async def fetch(self, request: web.Request) -> web.Response:
        """One text by its identifier."""
        message = self._texting.messages.get(request.match_info["sid"])
        if message is None:
            raise RestError(20404, request.path)
        return web.json_response(message.to_json(self._account))

    async def list(self, request: web.Request) -> web.Response:
        """Texts by ``To``, ``From`` and ``DateSent``, newest first."""
        uri = self._account.uri("Messages.json")
        found = self._matching(request.query)
        show = page_of(found, request.query, uri, "messages", lambda m: m.to_json(self._account))
        return web.json_response(show)

    def _matching(self, query: Mapping[str, str]) -> Iterator[Message]:
        for message in self._texting.messages.newest_first():
            if message.to != query.get("To", message.to):
                continue
            if message.sender != query.get("From", message.sender):
                continue
            if within(message.sent, query, "DateSent"):
                yield message

    def _read(self, form: Form) -> Outgoing:
        if not form.text("To"):
            raise RestError(21604)
        to = form.number("To", 21211)
        service = self._sender(form)
        media = len(form.all("MediaUrl"))
        body = form.text("Body")
        if not body and not media:
            raise RestError(21602)
        if len(body) > BODY_LIMIT:
            raise RestError(21617)
        form.whole("ValidityPeriod", VALIDITY[1], *VALIDITY)
        callback = form.url("StatusCallback", 21609)
        if to in self._texting.blocked:
            raise RestError(21610)
        return Outgoing(to, body, "outbound-api", media, service or None, callback)

    def _sender(self, form: Form) -> str:
        service, sender = form.text("MessagingServiceSid"), form.text("From")
        if service and not is_sid(service, "MG"):
            raise RestError(21701, service)
        if not service and not sender:
            raise RestError(21603)
        if sender and sender != self._account.number:
            raise RestError(21606, sender)
        if form.number("To", 21211) == self._account.number:
            raise RestError(21266)
        return service
