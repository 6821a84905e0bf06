"""What is kept of texts, as the use cases see it: plain values, decrypted."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from service.domain.consent import Programme
from service.domain.heard import Kind
from service.domain.words import Language


@dataclass(frozen=True, slots=True)
class InboundText:
    """A text as it arrived."""

    sid: str
    to: str
    body: str = field(repr=False)
    media: int = 0
    """How many pictures or files came with it; we do not fetch them."""
    opt_out: str = ""
    """The carrier's own reading of it where there is one: ``STOP``, ``START`` or ``HELP``."""

    @property
    def words(self) -> str:
        """What counts as said."""
        return self.opt_out or self.body


class MessageStatus(StrEnum):
    """Where a text of ours is. Statuses only move forward."""

    QUEUED = "queued"
    SENDING = "sending"
    """The carrier is being asked; committed before the request is made."""
    IN_DOUBT = "in_doubt"
    ACCEPTED = "accepted"
    SENT = "sent"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    FAILED = "failed"
    CANCELED = "canceled"
    UNKNOWN = "unknown"

    @property
    def rank(self) -> int:
        """How far along it is: a status of a lower rank never replaces one of a higher."""
        return _MESSAGE_RANK[self]


_MESSAGE_RANK = {
    MessageStatus.QUEUED: 0,
    MessageStatus.SENDING: 1,
    MessageStatus.IN_DOUBT: 2,
    MessageStatus.UNKNOWN: 3,
    MessageStatus.ACCEPTED: 4,
    MessageStatus.SENT: 5,
    MessageStatus.DELIVERED: 6,
    MessageStatus.UNDELIVERED: 6,
    MessageStatus.FAILED: 6,
    MessageStatus.CANCELED: 6,
}


@dataclass(frozen=True, slots=True)
class OutgoingText:
    """A text of ours, ready to be handed to the carrier."""

    id: int
    token: str
    """Opaque name of the row: a receipt that carries it settles it, whatever its sid."""
    to: str = field(repr=False)
    our_number: str
    body: str = field(repr=False)
    supporter_id: int
    attempts: int
    """How often the carrier has been asked to take it."""
    attempted_at: datetime | None
    created_at: datetime
    looks: int
    """How often the carrier did not know of it when it was in doubt."""
    reply: bool = False
    """Whether it answers a text; else it follows a call, or we begin it."""
    asks: Programme | None = None
    """The programme that it asks for, which nobody waits for: we begin it."""


@dataclass(frozen=True, slots=True)
class InboxText:
    """A text that no rule could answer, for an organizer to read."""

    id: int
    sid: str
    kind: Kind
    """What it was taken for: ``DOUBT``, ``WRONG_NUMBER`` or ``OTHER``."""
    undecided: bool
    """Whether its sender is held until somebody decides if it was a stop."""
    received_at: datetime
    supporter_id: int
    masked_sender: str
    language: Language
    media: int
    body: str = field(repr=False)
