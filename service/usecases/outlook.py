"""What somebody who texts us waits for, and when they could be rung."""

from datetime import datetime

from service.domain.expectation import LATELY, expected_minutes
from service.domain.heard import Kind
from service.domain.outlook import Outlook
from service.domain.person_place import whereabouts
from service.domain.records import Supporter
from service.domain.waiting import Wait
from service.domain.whereabouts import AreaCodes
from service.ports.store import Transaction

ASKS_OUTLOOK = frozenset({Kind.WHERE, Kind.LEAVE, Kind.LATER, Kind.TIME, Kind.HELP})
"""The texts that are answered by it."""


def outlook_of(tx: Transaction, supporter: Supporter, areas: AreaCodes, now: datetime) -> Outlook:
    """Theirs now."""
    there = whereabouts(supporter, areas)
    wait = tx.waits.of(supporter.id)
    return _in_line(tx, Outlook(now, there, wait), wait) if wait else Outlook(now, there)


def _in_line(tx: Transaction, outlook: Outlook, wait: Wait) -> Outlook:
    now = outlook.now
    place = tx.waits.before(wait.senator, wait.joined_at, now) + 1
    minutes = expected_minutes(place, tx.waits.rung(wait.senator, now - LATELY), now)
    return Outlook(now, outlook.there, wait, place, minutes)
