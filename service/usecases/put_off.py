"""The senator's offices have closed: those in line are rung when one opens, and told so."""

from dataclasses import replace
from datetime import datetime

from service.domain.appointment import Appointment
from service.domain.directory import Senator
from service.domain.knowledge import Knowledge
from service.domain.person_place import whereabouts
from service.domain.waiting import Wait, WaitKind
from service.ports.store import Transaction
from service.usecases.still_waiting import still_waiting
from service.usecases.void_wait import void
from service.usecases.wait_news import tell


def put_off(
    wait: Wait, senator: Senator, knowledge: Knowledge, now: datetime, tx: Transaction
) -> None:
    """They keep their place until one opens; where none will, they wait no more."""
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
