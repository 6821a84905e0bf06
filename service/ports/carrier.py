"""The company that carries texts and calls."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from service.domain.callflow import CallState
from service.domain.text_records import InboundText, OutgoingText


@dataclass(frozen=True, slots=True)
class Accepted:
    """The carrier took it and gave it this sid."""

    sid: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The carrier will never take it as it is."""

    code: int
    """The carrier's, see ``domain.carrier_errors``; else the HTTP status."""


@dataclass(frozen=True, slots=True)
class NotNow:
    """The carrier certainly did not take it; it may be asked again."""

    reason: str
    code: int = 0
    """The carrier's, where it gave one."""
    after: timedelta = timedelta(0)
    """How long it asks to be left alone."""


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
    start: CallState
    """Where it begins if nobody can look it up when it is answered."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The carrier has it, under this sid."""

    sid: str


@dataclass(frozen=True, slots=True)
class NotListed:
    """The carrier answered, and does not know of it."""


@dataclass(frozen=True, slots=True)
class CannotTell:
    """The carrier did not answer."""


Sighting = Listed | NotListed | CannotTell


@dataclass(frozen=True, slots=True)
class Arrived:
    """A text that reached the carrier for us."""

    text: InboundText
    sender: str = field(repr=False)
    """As the carrier shows it."""
    at: datetime


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What the carrier lists of the texts that reached it."""

    texts: Sequence[Arrived]
    """Oldest first."""
    whole: bool = True
    """False if there was too much to look through: older ones may be missing."""


class Carrier(Protocol):
    """Sends texts and places calls. Answers are values; nothing is retried behind our back."""

    def send_text(self, text: OutgoingText) -> Answer:
        """Hand over one text."""
        ...

    def place_call(self, call: OutgoingCall) -> Answer:
        """Have one call placed."""
        ...

    def end_call(self, sid: str) -> Answer:
        """Have a call ended, whether it still rings or was answered. Safe to ask again."""
        ...

    def find_text(self, text: OutgoingText, since: datetime, known: Container[str]) -> Sighting:
        """Look for a text that was handed over at about ``since``, among sids not yet known."""
        ...

    def find_call(
        self, to: str, our_number: str, since: datetime, known: Container[str]
    ) -> Sighting:
        """Look for a call of ours to this number, placed about ``since``, among sids not yet known.

        ``our_number`` is its row's: other numbers of the account may be other programmes'.
        """
        ...

    def texts_between(self, since: datetime, until: datetime) -> Arrivals | None:
        """Texts that people sent us in that time; None if it cannot be asked now."""
        ...
