"""What a person waits for: a place in a senator's line, or a ring at a time."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from service.domain.words import Language


class WaitKind(StrEnum):
    """What has to happen before the ring."""

    LINE = "line"
    """A line of the senator's is free."""
    OPENING = "opening"
    """An office opens; then, a free line."""
    TIME = "time"
    """The time that they chose has come; then, a free line."""


class WaitStatus(StrEnum):
    """Where a promise of a ring is. Only the first two are open."""

    WAITING = "waiting"
    RINGING = "ringing"
    """The ring is promised, placed, or tried once more."""
    KEPT = "kept"
    """A person took the ring."""
    MISSED = "missed"
    """Nobody did, or it could not be placed."""
    LEFT = "left"
    """They do not want it any more."""
    VOID = "void"
    """There is nobody to be connected to any more: the senator has left, the campaign has ended."""
    UNKNOWN = "unknown"
    """It was open in a backup that was restored: it may have been kept since."""


@dataclass(frozen=True, slots=True)
class Wait:
    """One promise. ``id`` is 0 until it is kept in SQL."""

    id: int
    supporter_id: int
    kind: WaitKind
    targets: tuple[str, ...]
    """Bioguide ids; the first is whose line it is, the others are called in the same ring."""
    campaign: str
    revision: str
    language: Language
    state: str
    our_number: str
    joined_at: datetime
    """Their place: who asked first is rung first, whatever they wait for."""
    due_at: datetime | None = None
    """Not before then; None for a line."""
    status: WaitStatus = WaitStatus.WAITING
    told_minutes: int | None = None
    """The expected wait as they know it."""
    told_at: datetime | None = None
    rung_at: datetime | None = None
    """When the ring was promised."""
    call_id: int | None = None
    """The ring."""
    promised_in: int | None = None
    """The call in which it was promised, or was last joined to; None: by text."""

    def is_due(self, now: datetime) -> bool:
        """Whether its time has come, so that only a free line is waited for."""
        return self.due_at is None or self.due_at <= now

    @property
    def senator(self) -> str:
        """Whose line it is."""
        return self.targets[0]
