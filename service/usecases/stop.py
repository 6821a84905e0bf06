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
    end(tx, supporter, event, now, by_carrier=by_carrier, known=known)
    stopped = replace(talk.moved(Stage.STOPPED), consent=talk.consent.after(event.kind))
    if stopped != talk:
        tx.supporters.save(replace(supporter, conversation=stopped), now)


def end(
    tx: Transaction,
    supporter: Supporter,
    event: ConsentEvent,
    now: datetime,
    *,
    by_carrier: bool,
    known: bool,
) -> None:
    """The same but for where their conversation stands; ``known`` as for ``suppress``."""
    suppress(tx, supporter.e164, event, by_carrier=by_carrier, known=known)
    tx.supporters.release(supporter.id)  # what was in doubt is so no more
    call_off(tx, supporter, now)


def call_off(tx: Transaction, supporter: Supporter, now: datetime) -> None:
    """Cancel whatever is promised or queued for them."""
    tx.rings.cancel_promises(supporter.id, now)
    tx.waits.leave(supporter.id, now)
    tx.messages.cancel_queued(supporter.id, now)


def suppress(
    tx: Transaction, e164: str, event: ConsentEvent, *, by_carrier: bool, known: bool = True
) -> None:
    """The stop of a number of which there may be no row.

    ``known``: whether the ledger knows of every stop that stands. Where it does, a stop that is
    repeated is no news, but the carrier's hold on it is.
    """
    news = by_carrier and not tx.supporters.stopped_by_carrier(e164)
    if news or not known or not tx.supporters.suppressed(e164):
        tx.consents.record(e164, event)
    tx.supporters.suppress(e164, event.at, by_carrier=by_carrier)
