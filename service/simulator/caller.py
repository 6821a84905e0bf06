"""The phone side of a running call, as the interpreter sees it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from service.domain.errors import PatchlineError
from service.simulator.twiml import Dial, Message


@dataclass(frozen=True, slots=True)
class Goto:
    """The next document: to be fetched, or ``document`` itself where it came with the request."""

    url: str
    method: str = "POST"
    fields: Mapping[str, str] = field(default_factory=dict)
    document: bytes | None = None


@dataclass(frozen=True, slots=True)
class Dialed:
    """How a second leg went. ``status`` is one of Twilio's DialCallStatus."""

    status: str
    sid: str
    seconds: int
    bridged: bool

    def fields(self) -> dict[str, str]:
        """What the action URL of the Dial is told; a duration only if somebody answered."""
        told = {"DialCallStatus": self.status, "DialCallSid": self.sid}
        if self.bridged:
            told["DialCallDuration"] = str(self.seconds)
        return {**told, "DialBridged": str(self.bridged).lower()}


class HungUp(PatchlineError):
    """The person on the line is gone; raised out of whatever the call was waiting for."""


class Transferred(PatchlineError):
    """The application moved the running call to another document."""

    def __init__(self, goto: Goto) -> None:
        super().__init__("The call was moved to another document.")
        self.goto = goto


class Caller(Protocol):
    """The phone side. Everything that takes time may raise HungUp or Transferred."""

    @property
    def gone(self) -> bool:
        """Whether the person has hung up."""
        ...

    async def fetch(self, goto: Goto) -> bytes:
        """The document; raises WebhookFault."""
        ...

    async def answer(self) -> None:
        """Take the call, if it is not taken yet."""
        ...

    async def speak(self, words: str, language: str, listening: bool) -> str | None:
        """Speak to the end or, if ``listening``, to the first key, which is returned."""
        ...

    async def pause(self, seconds: float, listening: bool) -> str | None:
        """Stay silent for that long or, if ``listening``, to the first key."""
        ...

    def forget_keys(self) -> None:
        """Drop keys pressed while nobody had asked for any."""
        ...

    async def dial(self, dial: Dial) -> Dialed:
        """Join a second leg until it ends; returns also when the person hangs up meanwhile."""
        ...

    async def text(self, message: Message) -> None:
        """Send a text."""
        ...

    async def reject(self, busy: bool) -> None:
        """Refuse the call before it is answered."""
        ...
