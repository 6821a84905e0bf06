"""What somebody who texts us waits for, and when they could be rung."""

from datetime import datetime

from service.domain.conversation import Kind
from service.domain.outlook import Outlook
from service.domain.person_place import whereabouts
from service.domain.records import Supporter
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
    place, minutes = standing(tx, wait.senator, wait.joined_at, now)
    return Outlook(now, there, wait, place, minutes)
