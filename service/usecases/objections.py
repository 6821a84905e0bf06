"""What may hold up a text or a ring at the moment when it is claimed.

Each condition looks at one thing. A use case has a list of those that count for what it sends.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from service.domain.limits import ANSWER_LASTS
from service.domain.person_place import whereabouts
from service.domain.quiet_hours import Quiet, quiet_hours
from service.domain.records import Supporter
from service.domain.whereabouts import AreaCodes
from service.ports.store import Transaction
from service.usecases.alert_question import may_be_asked


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Something that is about to go to a person."""

    to: Supporter
    since: datetime
    """When they did what it answers, or when it was planned."""
    ours: bool = False
    """Whether we begin it, so that it is no answer however soon it goes out."""
    reply: bool = False
    """Whether it answers a text of theirs."""
    asks: bool = False
    """Whether it asks for a programme, for the first time."""

    def is_answer(self, now: datetime) -> bool:
        """Whether they have just done what it answers, and wait for it."""
        return not self.ours and now - self.since <= ANSWER_LASTS


@dataclass(frozen=True, slots=True)
class Objection:
    """Why it does not go out now."""

    reason: str
    """In words, for a log."""
    until: datetime | None = None
    """From when it may; None: never any more."""


Condition = Callable[[Transaction, Outgoing, datetime], Objection | None]
"""Looks at something that is about to go out at that moment."""


def first_objection(
    conditions: Iterable[Condition], tx: Transaction, outgoing: Outgoing, now: datetime
) -> Objection | None:
    """What the first condition says that has an objection; None: it may go out."""
    verdicts = (condition(tx, outgoing, now) for condition in conditions)
    return next((objection for objection in verdicts if objection), None)


def stopped(tx: Transaction, outgoing: Outgoing, now: datetime) -> Objection | None:
    """A stop is for good."""
    suppressed = tx.supporters.suppressed(outgoing.to.e164)
    return Objection("its person has said stop") if suppressed else None


def unusable(tx: Transaction, outgoing: Outgoing, now: datetime) -> Objection | None:
    """So is a number that takes neither texts nor calls."""
    return Objection("its number is out of use") if outgoing.to.unusable_at else None


def dialed_in(tx: Transaction, outgoing: Outgoing, now: datetime) -> Objection | None:
    """Whoever has called us since they asked need not be rung."""
    came = tx.rings.dialed_in(outgoing.to.e164, outgoing.since, now)
    return Objection("its person has dialed in since") if came else None


def overtaken(tx: Transaction, outgoing: Outgoing, now: datetime) -> Objection | None:
    """An answer that had to wait is not for somebody who has been answered, or called, since."""
    if not outgoing.reply or outgoing.is_answer(now):
        return None
    if tx.texts.any_since(outgoing.to.e164, outgoing.since):
        return Objection("its person has texted since")
    return dialed_in(tx, outgoing, now)


def asked_since(tx: Transaction, outgoing: Outgoing, now: datetime) -> Objection | None:
    """Nobody is asked twice, nor while they have another question before them."""
    if outgoing.asks and not may_be_asked(outgoing.to.conversation):
        return Objection("its person has been asked since, or something else")
    return None


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Nothing that we begin disturbs anybody at night."""

    areas: AreaCodes

    def __call__(self, tx: Transaction, outgoing: Outgoing, now: datetime) -> Objection | None:
        """Hold it until their morning, unless they have just asked for it."""
        if outgoing.is_answer(now):
            return None
        match quiet_hours(whereabouts(outgoing.to, self.areas), now):
            case Quiet(until, reason):
                return Objection(reason, until)
        return None

    def morning(
        self, tx: Transaction, to: Supporter, since: datetime, now: datetime
    ) -> datetime | None:
        """Until when an answer to what they did at ``since`` waits; None: it may go at once."""
        objection = self(tx, Outgoing(to, since), now)
        return objection.until if objection else None
