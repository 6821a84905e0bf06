"""Texts in our name: what is accepted, and who may not be texted."""

from dataclasses import dataclass, field
from datetime import datetime

from service.simulator.account import Account
from service.simulator.background import Background
from service.simulator.clock import Clock
from service.simulator.delivery import Delivery
from service.simulator.message import VALIDITY, Message
from service.simulator.sid import new_sid
from service.simulator.store import Store
from service.simulator.tally import Tally
from service.simulator.twiml import Message as Reply


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A text to be sent in our name."""

    to: str = field(repr=False)
    sender: str = field(repr=False)
    body: str = field(repr=False)
    direction: str
    media: int = 0
    service_sid: str | None = None
    callback: str = field(default="", repr=False)
    validity: int = VALIDITY
    """Seconds that it may wait for its turn."""
    send_at: datetime | None = None

    @property
    def status(self) -> str:
        """What the create is answered with."""
        if self.send_at is not None:
            return "scheduled"
        return "accepted" if self.service_sid else "queued"


class Texting:
    """Accepts texts and keeps all of them, with the list of people who said stop."""

    def __init__(
        self,
        account: Account,
        clock: Clock,
        delivery: Delivery,
        background: Background,
        tally: Tally,
        blocked: set[str],
    ) -> None:
        self.messages: Store[Message] = Store()
        self.blocked = blocked
        """People who may not be texted until they say START."""
        self._account = account
        self._clock = clock
        self._delivery = delivery
        self._background = background
        self._tally = tally

    @property
    def full(self) -> bool:
        """Whether our number has more texts waiting than it may."""
        return self._delivery.full

    def send(self, outgoing: Outgoing) -> Message:
        """Accept a text for sending; delivery and its receipts follow in the background."""
        message = Message(
            sid=new_sid("MM" if outgoing.media else "SM"),
            to=outgoing.to,
            sender=outgoing.sender,
            body=outgoing.body,
            direction=outgoing.direction,
            status=outgoing.status,
            created=self._clock.now(),
            media=outgoing.media,
            service_sid=outgoing.service_sid,
            callback=outgoing.callback,
            validity=outgoing.validity,
            send_at=outgoing.send_at,
        )
        self.keep(message, outgoing.to)
        self._background.start(self._delivery.run(message))
        return message

    def keep(self, message: Message, person: str) -> None:
        """Remember a text in either direction, and count it for the person at the other end."""
        self.messages.add(message)
        self._tally.message(message.direction, person)

    def say(self, to: str, body: str, callback: str = "") -> None:
        """A reply from our number."""
        number = self._account.number
        self.send(Outgoing(to, number, body, "outbound-reply", callback=callback))

    def reply(self, reply: Reply, to: str) -> None:
        """Send what a TwiML document says; a text to somebody who said stop is dropped."""
        recipient = reply.to or to
        if recipient not in self.blocked and reply.body:
            self.say(recipient, reply.body, reply.callback)

    async def cancel(self, message: Message) -> None:
        """Take back a scheduled text."""
        await self._delivery.cancel(message)
