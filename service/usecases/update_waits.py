"""Keep people who wait up to date."""

from dataclasses import replace
from datetime import datetime

from service.domain.expectation import expectation
from service.domain.knowledge import Knowledge
from service.domain.person_place import whereabouts
from service.domain.quiet_hours import Quiet, quiet_hours
from service.domain.waiting import Wait
from service.ports.store import Transaction
from service.usecases.put_off import still_waiting
from service.usecases.wait_news import tell


def update_wait(
    wait: Wait, minutes: int, knowledge: Knowledge, now: datetime, tx: Transaction
) -> None:
    """Tell one that the wait is another than they know; not at night, when it would be old news."""
    supporter = still_waiting(tx, wait)
    if supporter is None:
        return
    if isinstance(quiet_hours(whereabouts(supporter, knowledge.areas), now), Quiet):
        return
    tx.waits.save(replace(wait, told_minutes=minutes, told_at=now), now)
    words = knowledge.phrasebook[wait.language]
    body = words.text("wait_update", expected=expectation(words, minutes))
    tell(tx, supporter, wait, body, knowledge, now)
