"""Whoever waits as they were read a moment ago: others work on the same lines."""

from service.domain.records import Supporter
from service.domain.waiting import Wait
from service.ports.store import Transaction


def still_waiting(tx: Transaction, wait: Wait) -> Supporter | None:
    """Its person, locked, if it stands as it was read; None if it does not, or they are gone."""
    supporter = tx.supporters.get(wait.supporter_id)
    return supporter if supporter and tx.waits.get(wait.id) == wait else None
