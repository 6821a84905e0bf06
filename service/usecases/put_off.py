"""Waits that cannot go on as they were promised: put off, or ended, and their people told."""

from dataclasses import replace
from datetime import datetime

from service.domain.appointment import Appointment
from service.domain.directory import Senator
from service.domain.knowledge import Knowledge
from service.domain.person_place import whereabouts
from service.domain.records import Supporter
from service.domain.waiting import Wait, WaitKind, WaitStatus
from service.ports.store import Transaction
from service.usecases.wait_news import tell


def still_waiting(tx: Transaction, wait: Wait) -> Supporter | None:
    """Its person, now locked; None if they are gone, or it does not stand as it was read."""
    supporter = tx.supporters.get(wait.supporter_id)
    return supporter if supporter is not None and tx.waits.get(wait.id) == wait else None


def put_off(
    wait: Wait, senator: Senator, knowledge: Knowledge, now: datetime, tx: Transaction
) -> None:
    """The senator's offices have closed: they keep their place until one opens."""
    supporter = still_waiting(tx, wait)
    if supporter is None:
        return
    campaign = knowledge.campaigns.taking_calls(wait.campaign)
    due = Appointment((senator,), campaign, whereabouts(supporter, knowledge.areas)).first(now)
    if due is None:
        void(wait, knowledge, now, tx)
        return
    put = replace(wait, kind=WaitKind.OPENING, due_at=due, told_minutes=None, told_at=now)
    tx.waits.save(put, now)
    words = knowledge.phrasebook[wait.language]
    body = words.text("wait_put_off", moment=words.moment(due))
    tell(tx, supporter, wait, body, knowledge, now)


def drop_gone(wait: Wait, knowledge: Knowledge, now: datetime, tx: Transaction) -> None:
    """The senator whose line it is has left.

    Where another senator is waited for, the ring is for that one, and the call says who is gone.
    """
    gone = [who for who in wait.targets if knowledge.directory.senator(who) is None]
    left = [who for who in wait.targets if who not in gone]
    if not left:
        void(wait, knowledge, now, tx)
    elif still_waiting(tx, wait):
        tx.waits.save(replace(wait, targets=(*left, *gone)), now)


def void(
    wait: Wait, knowledge: Knowledge, now: datetime, tx: Transaction, key: str = "wait_void"
) -> None:
    """Nobody can be reached by it any more; ``key`` of the text that says why."""
    supporter = still_waiting(tx, wait)
    if supporter is None:
        return
    tx.waits.end(wait.id, WaitStatus.VOID, now)
    words = knowledge.phrasebook[wait.language]
    body = words.text(key)
    tell(tx, supporter, wait, body, knowledge, now)
