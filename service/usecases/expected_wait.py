"""Where in a senator's line somebody stands, and how long that takes."""

from datetime import datetime

from service.domain.expectation import LATELY, expected_minutes
from service.ports.store import Transaction


def expected_wait(
    tx: Transaction, senator: str, joined_at: datetime, now: datetime
) -> tuple[int, int | None]:
    """The place of whoever joined then (1: next), and the minutes expected until their ring.

    No minutes where too few were rung of late to tell. ``senator``: Bioguide id.
    """
    place = tx.waits.before(senator, joined_at, now) + 1
    return place, expected_minutes(place, tx.waits.rung(senator, now - LATELY), now)
