"""Texts from people: Twilio's own answers to them, and the application's."""

from dataclasses import dataclass, field
from urllib.parse import urljoin

from service.simulator.account import Account
from service.simulator.background import Background
from service.simulator.clock import Clock
from service.simulator.delivery import Delivery
from service.simulator.faults import Fault, TwimlFault
from service.simulator.handset import Handset, Handsets
from service.simulator.hooks import Hooks
from service.simulator.message import Message
from service.simulator.opt_out import judge
from service.simulator.sid import new_sid
from service.simulator.texting import Texting
from service.simulator.twiml import Message as Reply
from service.simulator.twiml import Redirect, parse_twiml
from service.simulator.webhook import Webhooks

DOCUMENT_LIMIT = 10


@dataclass(frozen=True, slots=True)
class Destination:
    """Where an inbound text is announced, and where if that fails. Empty is nowhere."""

    url: str = field(repr=False)
    method: str
    fallback: str = field(repr=False)
    fallback_method: str


class Arrivals:
    """Takes texts that people send to our number."""

    def __init__(
        self,
        account: Account,
        clock: Clock,
        handsets: Handsets,
        hooks: Hooks,
        webhooks: Webhooks,
        background: Background,
        texting: Texting,
        delivery: Delivery,
    ) -> None:
        self._account = account
        self._clock = clock
        self._handsets = handsets
        self._hooks = hooks
        self._webhooks = webhooks
        self._background = background
        self._texting = texting
        self._delivery = delivery

    def receive(self, handset: Handset, body: str, media: int) -> Message:
        """A person's phone has sent a text to our number."""
        now = self._clock.now()
        message = Message(
            sid=new_sid("MM" if media else "SM"),
            to=self._account.number,
            sender=handset.number,
            body=body,
            direction="inbound",
            status="received",
            created=now,
            media=media,
            service_sid=self._account.service or None,
            sent=now,
        )
        self._texting.keep(message, handset.number)
        self._delivery.show(message, handset)
        self._obey(body, handset.number)
        self._background.start(self._announce(message, handset))
        return message

    def _obey(self, body: str, person: str) -> None:
        blocked = self._texting.blocked
        verdict = judge(body, person in blocked)
        (blocked.add if verdict.blocked else blocked.discard)(person)
        if verdict.answer:
            self._texting.say(person, verdict.answer)

    def _destination(self) -> Destination:
        number, service = self._hooks.number, self._hooks.service
        if self._account.service and not service.use_inbound_webhook_on_number:
            return Destination(
                service.inbound_request_url,
                service.inbound_method,
                service.fallback_url,
                service.fallback_method,
            )
        return Destination(
            number.sms_url,
            number.sms_method,
            number.sms_fallback_url,
            number.sms_fallback_method,
        )

    async def _announce(self, message: Message, handset: Handset) -> None:
        geography = self._handsets.geography("From", message.sender)
        geography |= self._handsets.geography("To", message.to)
        fields = message.arrival(self._account, geography)
        try:
            await self._ask(self._destination(), fields, handset)
        except Fault as fault:
            self._handsets.show_fault(fault, handset.number)

    async def _ask(self, there: Destination, fields: dict[str, str], handset: Handset) -> None:
        if not there.url:
            return
        try:
            await self._run(there.url, there.method, fields, handset.number)
        except Fault as fault:
            if not there.fallback:
                raise
            self._handsets.show_fault(fault, handset.number)
            told = fields | {"ErrorCode": str(fault.code), "ErrorUrl": there.url}
            await self._run(there.fallback, there.fallback_method, told, handset.number)

    async def _run(self, url: str, method: str, fields: dict[str, str], person: str) -> None:
        for _ in range(DOCUMENT_LIMIT):
            answer = await self._webhooks.send(url, method, fields)
            for verb in parse_twiml(answer.document()):
                if isinstance(verb, Redirect):
                    url, method = urljoin(url, verb.url), verb.method
                    break
                if not isinstance(verb, Reply):
                    raise TwimlFault(12200, "A text can only be answered with <Message>.")
                self._texting.reply(verb, person)
            else:
                return
        raise TwimlFault(11205, f"The answer redirected more than {DOCUMENT_LIMIT} times.")
