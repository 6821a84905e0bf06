"""A person said stop."""

from dataclasses import replace
from datetime import datetime

from service.domain.consent import ConsentEvent, Standing
from service.domain.conversation import Stage
from service.domain.records import Supporter
from service.ports.store import Transaction


def stop(
    tx: Transaction, supporter: Supporter, event: ConsentEvent, now: datetime, *, by_carrier: bool
) -> None:
    """Remember it beyond the person's own row and cancel everything queued for them.

    ``event``: how it was said, and when; the ledger gets it unless it knows of the stop.
    """
    talk = supporter.conversation
    known = talk.consent.replies is Standing.STOPPED
    end_everything(tx, supporter, event, now, by_carrier=by_carrier, known=known)
    stopped = replace(talk.moved(Stage.STOPPED), consent=talk.consent.after(event.kind))
    if stopped != talk:
        tx.supporters.save(replace(supporter, conversation=stopped), now)


def end_everything(
    tx: Transaction,
    supporter: Supporter,
    event: ConsentEvent,
    now: datetime,
    *,
    by_carrier: bool,
    known: bool,
) -> None:
    """The same for whoever saves where their conversation stands; ``known`` as for ``suppress``."""
    suppress(tx, supporter.e164, event, by_carrier=by_carrier, known=known)
    tx.supporters.release(supporter.id)  # what was in doubt is so no more
    call_off(tx, supporter, now)


def call_off(tx: Transaction, supporter: Supporter, now: datetime) -> None:
    """Cancel whatever is promised or queued for them, and have nothing in flight come back."""
    tx.rings.cancel_promises(supporter.id, now)
    tx.waits.leave(supporter.id, now)
    tx.messages.call_off(supporter.id, now)


def suppress(
    tx: Transaction, e164: str, event: ConsentEvent, *, by_carrier: bool, known: bool
) -> None:
    """Remember the stop of a number, of whose person there may be no row.

    ``known``: whether the ledger has the stop that stands, if one does; without a row of their own
    that would tell, it is taken to have it. A stop that it has is no news when it is said again,
    but the carrier's hold on it is.
    """
    news = by_carrier and not tx.supporters.stopped_by_carrier(e164)
    if news or not known or not tx.supporters.suppressed(e164):
        tx.consents.record(e164, event)
    tx.supporters.suppress(e164, event.at, by_carrier=by_carrier)
