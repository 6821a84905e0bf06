"""What is kept of people and calls, as the use cases see it: plain values, decrypted."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from service.domain.conversation import Conversation
from service.domain.leg_result import DialResult, Outcome
from service.domain.words import Language


@dataclass(frozen=True, slots=True)
class Supporter:
    """One person. ``id`` is 0 until they are saved for the first time."""

    id: int
    e164: str = field(repr=False)
    conversation: Conversation = field(repr=False)
    time_zone: str | None = None
    unreachable: int = 0
    """Texts in a row that did not reach the phone."""
    unusable_at: datetime | None = None
    """Since when the number counts as one that takes neither texts nor calls."""
    muted_at: datetime | None = None
    """Since when we do not reply: the carrier found two machines talking to each other."""
    held_at: datetime | None = None
    """Since when nothing is begun towards them: they may have said stop."""


class CallStatus(StrEnum):
    """Where a call is, from our promise to its end. Statuses only move forward.

    Except that a call which the carrier certainly does not have is queued anew.
    """

    QUEUED = "queued"
    """Promised, not yet placed."""
    DIALING = "dialing"
    """The carrier is being asked; committed before the request is made."""
    IN_DOUBT = "in_doubt"
    """The carrier may or may not have placed it."""
    RINGING = "ringing"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    FAILED = "failed"
    CANCELED = "canceled"
    UNKNOWN = "unknown"
    """Its end was never told, or it is in doubt for good; it is never placed again."""

    @property
    def over(self) -> bool:
        """Whether nothing more can happen in this call."""
        return self.rank >= CallStatus.UNKNOWN.rank

    @property
    def rank(self) -> int:
        """How far along it is: a status never replaces one of the same or a higher rank."""
        return _CALL_RANK[self]


_CALL_RANK = {
    CallStatus.QUEUED: 0,
    CallStatus.DIALING: 1,
    CallStatus.IN_DOUBT: 2,
    CallStatus.RINGING: 3,
    CallStatus.IN_PROGRESS: 4,
    CallStatus.UNKNOWN: 5,
    CallStatus.COMPLETED: 6,
    CallStatus.BUSY: 6,
    CallStatus.NO_ANSWER: 6,
    CallStatus.FAILED: 6,
    CallStatus.CANCELED: 6,
}


@dataclass(frozen=True, slots=True)
class Call:
    """One call, in whichever direction."""

    id: int
    token: str
    """Opaque name of the row, for URLs handed to the carrier."""
    rung: bool
    """Whether we placed it."""
    status: CallStatus
    campaign: str
    revision: str
    language: Language
    state: str
    supporter_id: int | None
    our_number: str
    requested_at: datetime
    updated_at: datetime
    """When it came to its status."""
    due_at: datetime | None
    """For a promised call: when its time comes, or its turn at the call rate."""
    sid: str | None
    attempt: int
    """1 for the first ring, 2 for the one more try."""
    attempts: int
    """How often the carrier has been asked to place it."""
    attempted_at: datetime | None
    looks: int
    """How often the carrier did not know of it when it was in doubt."""
    confirmed: bool
    """Whether a person pressed a key on a call that we placed."""
    unwanted: bool
    """Whether it was called off after it was placed."""
    sequence: int
    """Highest SequenceNumber of a status callback so far; -1 before the first."""
    targets: tuple[str, ...] = ()
    """Bioguide ids of whom a ring is for: it was promised to somebody who waited for them. Empty
    for all senators of the state."""
    error_code: int | None = None
    """The carrier's, of how it ended or why it was refused."""

    @property
    def refused(self) -> bool:
        """Whether the carrier would not have it at all."""
        return self.sid is None and self.status is CallStatus.FAILED and self.error_code is not None

    @property
    def never_placed(self) -> bool:
        """Whether it was given up before the carrier took it, however often it was asked to."""
        return self.sid is None and self.status is CallStatus.FAILED and self.error_code is None

    def waits_since(self, now: datetime) -> bool:
        """Whether it is promised, its time has come and nobody is about to place it."""
        # One that was due when it was asked for stays due, though a demo's clock be set back since.
        due = self.due_at is None or self.due_at <= max(now, self.requested_at)
        return self.status is CallStatus.QUEUED and due

    def is_ahead(self, now: datetime) -> bool:
        """Whether it is promised for a time that is still to come."""
        return self.status is CallStatus.QUEUED and not self.waits_since(now)


@dataclass(frozen=True, slots=True)
class Leg:
    """One office dialed in a call."""

    step: int
    bioguide: str
    office_id: str
    dial_status: DialResult | None = None
    outcome: Outcome | None = None
    """None where the caller did not say."""

    @property
    def answered(self) -> bool:
        """Whether somebody or something picked up, or may have."""
        return self.dial_status is not None and self.dial_status.answered


@dataclass(frozen=True, slots=True)
class UnusableNumber:
    """A number that takes no texts, so that nothing is sent to it any more."""

    masked: str
    since: datetime
    unreachable: int
    """Texts in a row that did not reach it; fewer than three where the carrier knows no such phone.
    """
