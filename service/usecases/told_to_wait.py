"""A text whose sender was told to send it again, because the store was down."""

from datetime import datetime, timedelta

from service.domain.phone import Phone
from service.domain.text_records import InboundText
from service.ports.store import Transaction

GIVEN_UP_WITHIN = timedelta(seconds=3)
"""So long before its answer, at most, a text came in whose sender was told to wait."""


def keep_told_to_wait(
    tx: Transaction, text: InboundText, sender: Phone, said: str | None, now: datetime
) -> None:
    """Keep it, and have it lead to nothing. ``said``: what it was answered, at ``now``."""
    answered = tx.texts.answered(text.sid)
    if answered is not None:
        if answered[0] != said:
            _ring_nobody(tx, sender, now)
        return
    if tx.texts.erased_since(sender.e164, now):
        tx.texts.keep_erased(text, sender.e164, said, now)
        return
    supporter = tx.supporters.find(sender.e164) if sender.domestic else None
    supporter_id = supporter.id if supporter else None
    tx.texts.keep(text, sender.e164, supporter_id, said, now, inbox=False)


def _ring_nobody(tx: Transaction, sender: Phone, now: datetime) -> None:
    """Cancel the ring of a text that was given up in its very commit, and done after all.

    Not if they have texted since: then they know of it.
    """
    supporter = tx.supporters.find(sender.e164)
    if supporter and not tx.texts.any_since(sender.e164, now):
        tx.rings.cancel_promises(supporter.id, now, asked_since=now - GIVEN_UP_WITHIN)
        tx.waits.leave(supporter.id, now, joined_since=now - GIVEN_UP_WITHIN)
