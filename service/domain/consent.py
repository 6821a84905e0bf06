"""Who agreed to what: the events of the consent ledger, and what follows from them.

The two programmes are those that CTIA's handbook tells apart: answers to what a person has just
asked for, and recurring texts that we begin. Agreeing to one is no agreement to the other.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Programme(StrEnum):
    """What a person can agree to hear."""

    REPLIES = "replies"
    """Answers to their own texts, the calls they ask for and the text after a call."""
    ALERTS = "alerts"
    """Recurring texts that the organization begins."""


class ConsentKind(StrEnum):
    """What happened to an agreement."""

    ASKED = "asked"
    AGREED = "agreed"
    CONFIRMED = "confirmed"
    """We texted them that they had agreed, and how to stop."""
    STOPPED = "stopped"
    KEPT = "kept"
    """A person read a doubtful text and took it for no stop: nothing changes."""
    RESTARTED = "restarted"
    """They came back after a stop: a new agreement, of its own date."""
    IMPORTED = "imported"
    """They agreed elsewhere to one programme, with the evidence that was handed over: no way around
    a stop. Nothing records it yet, but a ledger that a later version has written to is read by this
    one without any migration between them.
    """
    ERASED = "erased"
    """Their evidence was erased; the event itself tells of nobody."""


class Channel(StrEnum):
    """By which road it came."""

    TEXT = "text"
    CALL = "call"
    CARRIER = "carrier"
    """An error code of the carrier's that stands for a stop."""
    IMPORT = "import"
    """A list that was handed over, as the kind of event says."""
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class ConsentEvent:
    """One entry of the ledger, with its evidence."""

    kind: ConsentKind
    channel: Channel
    at: datetime
    programme: Programme | None = None
    """None: every programme, as a stop is for all unless it says otherwise; an agreement is to none
    unless it says to which."""
    wording: str = field(default="", repr=False)
    """The exact words that the person was shown or heard."""
    words: str = field(default="", repr=False)
    """The exact words, or key, of the person."""
    reference: str = ""
    """MessageSid or CallSid, or what takes its place."""
    by: str = "supporter"
    """Who did it: ``supporter``, ``carrier``, ``operator``, ``patchline`` itself, or an organizer's
    name."""


class Standing(StrEnum):
    """Where a person stands in one programme."""

    NEVER = "never"
    ASKED = "asked"
    AGREED = "agreed"
    STOPPED = "stopped"


_AGREEMENTS = frozenset({ConsentKind.AGREED, ConsentKind.CONFIRMED, ConsentKind.IMPORTED})
"""Kinds that are about a programme only where they name it."""


@dataclass(frozen=True, slots=True)
class Standings:
    """Where a person stands in both programmes."""

    replies: Standing = Standing.NEVER
    alerts: Standing = Standing.NEVER

    def after(self, kind: ConsentKind, programme: Programme | None = None) -> "Standings":
        """The same after one event more; None: it is about every programme, or none to agree to."""
        about = {programme} if programme or kind in _AGREEMENTS else set(Programme)
        replies, alerts = (
            _after(stands, kind, each) if each in about else stands
            for each, stands in ((Programme.REPLIES, self.replies), (Programme.ALERTS, self.alerts))
        )
        return Standings(replies, alerts)


UNASKED = Standings()
"""Nothing was asked or agreed to yet."""


def standings(events: Iterable[ConsentEvent]) -> Standings:
    """What a person's events, oldest first, come to."""
    stand = UNASKED
    for event in events:
        stand = stand.after(event.kind, event.programme)
    return stand


def standing(events: Iterable[ConsentEvent], programme: Programme) -> Standing:
    """What a person's events, oldest first, come to in one programme."""
    stand = standings(events)
    return stand.replies if programme is Programme.REPLIES else stand.alerts


def _after(stands: Standing, kind: ConsentKind, programme: Programme) -> Standing:
    match kind:
        case ConsentKind.ASKED:
            # Being asked again takes no agreement away, and lifts no stop.
            return Standing.ASKED if stands is Standing.NEVER else stands
        case ConsentKind.AGREED:
            return Standing.AGREED
        case ConsentKind.IMPORTED:
            return stands if stands is Standing.STOPPED else Standing.AGREED
        case ConsentKind.STOPPED:
            return Standing.STOPPED
        case ConsentKind.RESTARTED:
            # Whoever comes back is answered again; alerts have to be agreed to anew.
            return Standing.AGREED if programme is Programme.REPLIES else _open_again(stands)
        case ConsentKind.ERASED:
            return stands if stands is Standing.STOPPED else Standing.NEVER
        case ConsentKind.CONFIRMED | ConsentKind.KEPT:
            return stands  # a confirmation alone is nobody's agreement


def _open_again(stands: Standing) -> Standing:
    return Standing.NEVER if stands is Standing.STOPPED else stands
