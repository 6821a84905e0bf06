"""Do what a text leads to, beside its reply."""

from collections.abc import Iterable
from datetime import datetime

from service.domain.consent import Channel, ConsentEvent, ConsentKind, Programme
from service.domain.conversation import (
    Effect,
    Erase,
    Hinted,
    Hold,
    OptIn,
    OptOut,
    Release,
    RingBack,
    StopAlerts,
    ToInbox,
)
from service.domain.records import InboundText, Supporter
from service.ports.jobs import RING
from service.ports.store import Transaction
from service.usecases.stop import stop


def carry_out(
    tx: Transaction,
    effects: Iterable[Effect],
    supporter: Supporter,
    text: InboundText,
    now: datetime,
    said: datetime | None,
) -> None:
    """Carry out every effect of a text; ``said``: when, if it reached us late."""
    for effect in effects:
        match effect:
            case RingBack():
                _promise(tx, effect, supporter, text.to, said or now, now)
            case OptOut(by_carrier):
                stop(tx, supporter, now, by_carrier=by_carrier, said=said)
            case OptIn():
                tx.supporters.restore(supporter.e164)
            case Hold():
                tx.supporters.hold(supporter.id, now)
            case Release():
                tx.supporters.release(supporter.id)
            case StopAlerts():
                _stop_alerts(tx, supporter, text, said or now, now)
            case ToInbox() | Hinted() | Erase():
                pass  # saved with the text and the person, or instead of them


def _promise(
    tx: Transaction, ring: RingBack, supporter: Supporter, to: str, asked: datetime, now: datetime
) -> None:
    tx.rings.cancel_promises(supporter.id, now)  # a second try of an earlier ring
    call_id = tx.rings.promise(supporter.id, supporter.e164, ring, to, asked, due=asked)
    tx.later(RING, call_id)


def _stop_alerts(
    tx: Transaction, supporter: Supporter, text: InboundText, said: datetime, now: datetime
) -> None:
    """Whoever has this number now asked for none of what is queued for it."""
    tx.rings.cancel_promises(supporter.id, now)
    tx.messages.cancel_queued(supporter.id, now)
    event = ConsentEvent(
        ConsentKind.STOPPED,
        Channel.TEXT,
        said,
        Programme.ALERTS,
        words=text.body,
        reference=text.sid,
    )
    tx.consents.record(supporter.e164, event)
