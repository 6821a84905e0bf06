"""The company that carries texts and calls."""

from dataclasses import dataclass, field
from typing import Protocol

from service.domain.records import OutgoingText


@dataclass(frozen=True, slots=True)
class Accepted:
    """The carrier took it and gave it this sid."""

    sid: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The carrier will never take it as it is."""

    code: int
    reason: str


@dataclass(frozen=True, slots=True)
class NotNow:
    """The carrier certainly did not take it; it may be asked again."""

    reason: str


@dataclass(frozen=True, slots=True)
class InDoubt:
    """Nobody knows whether the carrier took it. It must not be asked again."""

    reason: str


Answer = Accepted | Refused | NotNow | InDoubt


@dataclass(frozen=True, slots=True)
class OutgoingCall:
    """A call to be placed."""

    token: str
    to: str = field(repr=False)
    our_number: str


class Carrier(Protocol):
    """Sends texts and places calls. Answers are values; nothing is retried behind our back."""

    def send_text(self, text: OutgoingText) -> Answer:
        """Hand over one text."""
        ...

    def place_call(self, call: OutgoingCall) -> Answer:
        """Have one call placed."""
        ...
