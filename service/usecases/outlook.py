"""What somebody who texts us waits for, and when they could be rung."""

from datetime import datetime

from service.domain.heard import Kind
from service.domain.outlook import Outlook
from service.domain.person_place import whereabouts
from service.domain.records import Supporter
from service.domain.waiting import Wait, WaitStatus
from service.domain.whereabouts import AreaCodes
from service.ports.store import Transaction
from service.usecases.standing import standing

ASKS_OUTLOOK = frozenset({Kind.WHERE, Kind.LEAVE, Kind.LATER, Kind.TIME, Kind.HELP})
"""The texts that are answered by it."""


def outlook_of(tx: Transaction, supporter: Supporter, areas: AreaCodes, now: datetime) -> Outlook:
    """Theirs now."""
    there = whereabouts(supporter, areas)
    wait = tx.waits.of(supporter.id)
    if wait is None:
        return Outlook(now, there)
    if wait.status is WaitStatus.RINGING:
        return Outlook(now, there, wait, again_at=_second_try(tx, wait, now))
    place, minutes = standing(tx, wait.senator, wait.joined_at, now)
    return Outlook(now, there, wait, place, minutes)


def _second_try(tx: Transaction, wait: Wait, now: datetime) -> datetime | None:
    """When it is due; None while the first ring goes on, or its own time has come."""
    last = tx.rings.tries(wait.call_id or 0)[-1:]
    return next((call.due_at for call in last if call.attempt > 1 and call.is_ahead(now)), None)
