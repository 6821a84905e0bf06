"""Carry out what a text leads to, and write into the ledger what it agreed to or ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from service.domain.consent import Channel, ConsentEvent, ConsentKind, Programme
from service.domain.records import Supporter
from service.domain.rings import LeaveLine, RingBack, RingLater
from service.domain.text_effects import (
    Consent,
    Effect,
    Erase,
    Hinted,
    Hold,
    OptIn,
    OptOut,
    Release,
    StopAlerts,
    ToInbox,
)
from service.domain.text_records import InboundText
from service.domain.waiting import WaitKind
from service.ports.jobs import RING
from service.ports.store import Transaction
from service.usecases.join import Wish, join, keep_place, leave
from service.usecases.stop import call_off, end_everything


@dataclass(frozen=True, slots=True)
class Telling:
    """A text and what it is answered, as evidence."""

    text: InboundText
    reply: str | None
    at: datetime
    """When it was said."""

    def event(
        self,
        kind: ConsentKind,
        programme: Programme | None = None,
        wording: str = "",
        by: str = "supporter",
    ) -> ConsentEvent:
        """What it says about a programme; without other wording under that of the reply."""
        return ConsentEvent(
            kind,
            Channel.TEXT,
            self.at,
            programme,
            wording or self.reply or "",
            self.text.body,
            self.text.sid,
            by,
        )


def carry_out(
    tx: Transaction,
    effects: Iterable[Effect],
    supporter: Supporter,
    telling: Telling,
    now: datetime,
    *,
    known_stop: bool,
) -> None:
    """Do all but what is saved with the text and its sender.

    ``known_stop``: whether the ledger had a stop of theirs before this text.
    """
    for effect in effects:
        match effect:
            case RingBack():
                _promise(tx, effect, supporter, telling.text.to, telling.at, now)
            case RingLater(ring, due):
                wish = Wish(WaitKind.TIME, ring, telling.text.to, due)
                join(tx, supporter, wish, now)
            case LeaveLine():
                leave(tx, supporter.id, now)
            case OptOut(by_carrier):
                event = telling.event(ConsentKind.STOPPED)
                end_everything(tx, supporter, event, now, by_carrier=by_carrier, known=known_stop)
            case OptIn():
                tx.supporters.restore(supporter.e164, telling.at)
                tx.consents.record(supporter.e164, telling.event(ConsentKind.RESTARTED))
            case Hold():
                tx.supporters.hold(supporter.id, now)
            case Release():
                tx.supporters.release(supporter.id)
            case StopAlerts():
                # Whoever has this number now asked for none of what is queued for it.
                call_off(tx, supporter, now)
                event = telling.event(ConsentKind.STOPPED, Programme.ALERTS)
                tx.consents.record(supporter.e164, event)
            case Consent():
                tx.consents.record(supporter.e164, _event(tx, effect, supporter, telling))
            case ToInbox() | Hinted() | Erase():
                pass  # saved with the text and the person, or instead of them


def _promise(
    tx: Transaction, ring: RingBack, supporter: Supporter, to: str, asked: datetime, now: datetime
) -> None:
    keep_place(tx, supporter.id, now)  # a second try of an earlier ring is called off
    call_id = tx.rings.promise(supporter.id, supporter.e164, ring, to, asked, due=asked)
    tx.later(RING, call_id)


def _event(
    tx: Transaction, consent: Consent, supporter: Supporter, telling: Telling
) -> ConsentEvent:
    """We ask and confirm, they agree: to alerts in the words of the question."""
    kind, programme, wording = consent.kind, consent.programme, consent.wording
    if kind is not ConsentKind.AGREED:
        return telling.event(kind, programme, wording, by="patchline")
    if programme is Programme.ALERTS:
        wording = _question(tx, supporter.e164)
    return telling.event(kind, programme, wording)


def _question(tx: Transaction, e164: str) -> str:
    """The question for alerts as it was last put to this number."""
    asked = [
        event.wording
        for event in tx.consents.of(e164)
        if event.kind is ConsentKind.ASKED and event.programme is Programme.ALERTS
    ]
    return asked[-1] if asked else ""
