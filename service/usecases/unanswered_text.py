"""A text that gets no answer and begins no conversation."""

from datetime import datetime

from service.domain.consent import Channel, ConsentKind
from service.domain.heard import Kind
from service.domain.text_records import InboundText
from service.ports.store import Transaction
from service.usecases.carry_out import Telling
from service.usecases.erase import erase
from service.usecases.stop import suppress


def keep_unanswered(
    tx: Transaction,
    text: InboundText,
    sender: str,
    kind: Kind,
    now: datetime,
    said: datetime | None,
    *,
    by_carrier: bool,
    erased: bool,
) -> None:
    """Keep it: a stop is a stop all the same, and what was told is erased where they ask for it.

    ``sender``: E.164, empty if withheld. ``said``: when, if it reached us late. ``erased``: they
    have been forgotten since, so nothing is kept of it but whose it was.
    """
    if sender and kind is Kind.FORGET:
        erase(tx, sender, now, Channel.TEXT, "supporter")
    if sender and kind is Kind.STOP:
        event = Telling(text, None, said or now).event(ConsentKind.STOPPED)
        suppress(tx, sender, event, by_carrier=by_carrier, known=True)
    if sender and (erased or kind is Kind.FORGET):
        tx.texts.keep_erased(text, sender, None, now, said=said)
    else:
        tx.texts.keep(text, sender, None, None, now, inbox=False, said=said)
