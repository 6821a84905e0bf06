"""The texts to people who wait for a ring."""

from datetime import datetime

from service.domain.knowledge import Knowledge
from service.domain.person_place import whereabouts
from service.domain.quiet_hours import Quiet, quiet_hours
from service.domain.records import Supporter
from service.domain.waiting import Wait
from service.ports.jobs import SEND
from service.ports.store import Transaction


def tell(
    tx: Transaction,
    supporter: Supporter,
    wait: Wait,
    body: str,
    knowledge: Knowledge,
    now: datetime,
) -> None:
    """Queue a text to them, at night for their morning.

    Not to somebody who said stop or whose number is out of use.
    """
    if supporter.unusable_at or tx.supporters.suppressed(supporter.e164):
        return
    quiet = quiet_hours(whereabouts(supporter, knowledge.areas), now)
    due = quiet.until if isinstance(quiet, Quiet) else None
    message_id = tx.messages.queue(supporter.id, wait.our_number, body, now, due)
    if due is None:
        tx.later(SEND, message_id)
