"""The text to somebody who was promised a ring that could not be placed."""

from datetime import datetime

from service.domain.knowledge import Knowledge
from service.domain.limits import HOUR
from service.domain.person_place import whereabouts
from service.domain.phone import display
from service.domain.quiet_hours import Quiet, quiet_hours
from service.domain.records import Call
from service.ports.jobs import SEND
from service.ports.store import Transaction


def tell_of_missed_ring(
    tx: Transaction,
    call: Call,
    key: str,
    number: str | None,
    knowledge: Knowledge,
    now: datetime,
) -> None:
    """Own up to it, at night from the morning on, and say how they get through all the same.

    Not to somebody who said stop, whose number is out of use, or who is on the line with us, nor
    of a second try, which nobody asked for, nor of a ring for somebody who waited, whose wait is
    ended apart. ``key``: of the text, with its ``number``. ``number``:
    E.164 of the one to dial; None: the one that they texted. A text that waits for the morning is
    called off as soon as they write again.
    """
    supporter = tx.supporters.get(call.supporter_id) if call.supporter_id else None
    if supporter is None or supporter.unusable_at or call.attempt > 1 or call.targets:
        return
    if tx.supporters.suppressed(supporter.e164):
        return
    if tx.rings.engaged(supporter.e164, call.id, now - HOUR):
        return
    words = knowledge.phrasebook[supporter.conversation.language]
    body = words.text(key, number=display(number or call.our_number))
    quiet = quiet_hours(whereabouts(supporter, knowledge.areas), now)
    due = quiet.until if isinstance(quiet, Quiet) else None
    message_id = tx.messages.reply(supporter.id, call.our_number, body, now, due)
    if due is None:
        tx.later(SEND, message_id)
