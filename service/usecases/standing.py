"""Where somebody stands in a senator's line, and how long that is expected to take."""

from datetime import datetime

from service.domain.expectation import LATELY, expected_minutes
from service.ports.store import Transaction


def standing(
    tx: Transaction, senator: str, joined_at: datetime, now: datetime
) -> tuple[int, int | None]:
    """The place of who joined then (1: next), and the minutes until the ring, None where they
    cannot be said. As the scheduler counts: whoever may have said stop is passed over by all.
    """
    place = tx.waits.before(senator, joined_at, now) + 1
    return place, expected_minutes(place, tx.waits.rung(senator, now - LATELY), now)
