"""Texts between people's phones and our number, as the carrier handles them."""

from dataclasses import dataclass, field
from urllib.parse import urljoin

from service.simulator.account import Account
from service.simulator.background import Background
from service.simulator.clock import Clock
from service.simulator.events import EventLog
from service.simulator.faults import Fault, TwimlFault
from service.simulator.handset import Handset, Handsets
from service.simulator.message import Message
from service.simulator.opt_out import judge
from service.simulator.sid import new_sid
from service.simulator.store import Store
from service.simulator.twiml import Message as Reply
from service.simulator.twiml import Redirect, parse_twiml
from service.simulator.webhook import Webhooks

DOCUMENT_LIMIT = 10
SENT_AFTER, DELIVERED_AFTER = 0.2, 0.5
"""Seconds of call time until a text leaves and until the phone has it."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A text to be sent in our name."""

    to: str = field(repr=False)
    body: str = field(repr=False)
    direction: str
    media: int = 0
    service_sid: str | None = None
    callback: str = field(default="", repr=False)


class Texting:
    """Carries texts both ways and keeps the list of people who said stop."""

    def __init__(
        self,
        account: Account,
        clock: Clock,
        handsets: Handsets,
        events: EventLog,
        webhooks: Webhooks,
        background: Background,
    ) -> None:
        self.messages: Store[Message] = Store()
        self.blocked: set[str] = set()
        """People who may not be texted until they say START."""
        self._account = account
        self._clock = clock
        self._handsets = handsets
        self._events = events
        self._webhooks = webhooks
        self._background = background

    def send(self, outgoing: Outgoing) -> Message:
        """Accept a text for sending; delivery and its receipts follow in the background."""
        message = Message(
            sid=new_sid("MM" if outgoing.media else "SM"),
            to=outgoing.to,
            sender=self._account.number,
            body=outgoing.body,
            direction=outgoing.direction,
            status="accepted" if outgoing.service_sid else "queued",
            created=self._clock.now(),
            media=outgoing.media,
            service_sid=outgoing.service_sid,
            callback=outgoing.callback,
        )
        self.messages.add(message)
        self._background.start(self._deliver(message))
        return message

    def receive(self, handset: Handset, body: str, media: int) -> Message:
        """A person's phone has sent a text to our number."""
        message = Message(
            sid=new_sid("MM" if media else "SM"),
            to=self._account.number,
            sender=handset.number,
            body=body,
            direction="inbound",
            status="received",
            created=self._clock.now(),
            media=media,
            sent=self._clock.now(),
        )
        self.messages.add(message)
        self._show(message, handset)
        verdict = judge(body, handset.number in self.blocked)
        (self.blocked.add if verdict.blocked else self.blocked.discard)(handset.number)
        if verdict.answer:
            self.send(Outgoing(handset.number, verdict.answer, "outbound-reply"))
        self._background.start(self._announce(message, handset))
        return message

    def reply(self, reply: Reply, to: str) -> None:
        """Send what a TwiML document says; a text to somebody who said stop is dropped."""
        recipient = reply.to or to
        if recipient not in self.blocked and reply.body:
            outgoing = Outgoing(recipient, reply.body, "outbound-reply", callback=reply.callback)
            self.send(outgoing)

    async def _deliver(self, message: Message) -> None:
        await self._clock.sleep(SENT_AFTER)
        message.sent = self._clock.now()
        await self._progress(message, "sent")
        await self._clock.sleep(DELIVERED_AFTER)
        handset = self._handsets.by_number(message.to)
        if handset is not None:
            self._show(message, handset)
        await self._progress(message, "delivered")

    async def _progress(self, message: Message, status: str) -> None:
        message.status = status
        if not message.callback:
            return
        fields = message.receipt(self._account, self._clock.now())
        try:
            await self._webhooks.send(message.callback, "POST", fields)
        except Fault as fault:
            self._complain(fault, self._handsets.by_number(message.to))

    async def _announce(self, message: Message, handset: Handset) -> None:
        geography = self._handsets.geography("From", message.sender)
        geography |= self._handsets.geography("To", message.to)
        fields = message.arrival(self._account, geography)
        try:
            await self._run(self._account.hook("/twilio/sms"), fields, handset.number)
        except Fault as fault:
            self._complain(fault, handset)

    async def _run(self, url: str, fields: dict[str, str], person: str) -> None:
        for _ in range(DOCUMENT_LIMIT):
            answer = await self._webhooks.send(url, "POST", fields)
            for verb in parse_twiml(answer.document()):
                if isinstance(verb, Redirect):
                    url = urljoin(url, verb.url)
                    break
                if not isinstance(verb, Reply):
                    raise TwimlFault(12200, "A text can only be answered with <Message>.")
                self.reply(verb, person)
            else:
                return
        raise TwimlFault(11205, f"The answer redirected more than {DOCUMENT_LIMIT} times.")

    def _show(self, message: Message, handset: Handset) -> None:
        self._events.tell(
            "message",
            phone=handset.id,
            sid=message.sid,
            outgoing=message.direction == "inbound",
            body=message.body,
            media=message.media,
        )

    def _complain(self, fault: Fault, handset: Handset | None) -> None:
        phone = handset.id if handset else ""
        self._events.tell("fault", phone=phone, code=fault.code, words=str(fault))
