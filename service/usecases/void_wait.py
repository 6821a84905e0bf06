"""A promise of a ring that nobody is left to be connected to."""

from dataclasses import replace
from datetime import datetime

from service.domain.knowledge import Knowledge
from service.domain.waiting import Wait, WaitStatus
from service.ports.store import Transaction
from service.usecases.still_waiting import still_waiting
from service.usecases.wait_news import tell


def void(
    wait: Wait, knowledge: Knowledge, now: datetime, tx: Transaction, key: str = "wait_void"
) -> None:
    """It is over, and its person told; ``key`` of the text that says why."""
    supporter = still_waiting(tx, wait)
    if supporter is None:
        return
    tx.waits.end(wait.id, WaitStatus.VOID, now)
    body = knowledge.phrasebook[wait.language].text(key)
    tell(tx, supporter, wait, body, knowledge, now)


def void_senator(wait: Wait, knowledge: Knowledge, now: datetime, tx: Transaction) -> None:
    """Whose line it is has left office.

    Where another senator is waited for, the ring is for that one, and the call says who is gone.
    """
    if still_waiting(tx, wait) is None:
        return
    left = [who for who in wait.targets if knowledge.directory.senator(who) is not None]
    if not left:
        void(wait, knowledge, now, tx)
        return
    gone = [who for who in wait.targets if who not in left]
    tx.waits.save(replace(wait, targets=(*left, *gone)), now)
