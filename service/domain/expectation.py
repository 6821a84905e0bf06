"""How long a place in a line will take, from how the line moved lately."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil

from service.domain.words import Words

LONG_WAIT_MINUTES = 60
"""Beyond this nothing is told but that it is longer."""

LATELY = timedelta(hours=1)
"""How far back the rings of a line tell of its pace."""

_ENOUGH_RINGS = 3
"""Fewer tell nothing of a pace."""
_ROUND_TO = 5


def expected_minutes(place: int, rung: Sequence[datetime], now: datetime) -> int | None:
    """Minutes until the ring of who stands at a place (1: next), in steps of five.

    ``rung``: when others in the line were rung, within ``LATELY``. None where they are too few.
    """
    past = [moment for moment in rung if now - LATELY < moment <= now]
    if len(past) < _ENOUGH_RINGS:
        return None
    seconds = max((now - min(past)).total_seconds(), 1.0) / len(past) * place
    return max(ceil(seconds / 60 / _ROUND_TO), 1) * _ROUND_TO


def expectation(words: Words, minutes: int | None) -> str:
    """An expected wait in a sentence of a text."""
    if minutes is None:
        return words.text("expect_unknown")
    if minutes > LONG_WAIT_MINUTES:
        return words.text("expect_long")
    return words.text("expect_minutes", minutes=str(minutes))


_TELLS_AGAIN_AFTER = timedelta(minutes=30)
_MUCH_MINUTES = 15


def worth_telling(told: int | None, told_at: datetime, minutes: int, now: datetime) -> bool:
    """Whether an expected wait is news to somebody who was last told of it at ``told_at``.

    ``told``: the minutes that they were told then, None if nobody could say.
    """
    since = now - told_at
    if abs(since) < _TELLS_AGAIN_AFTER:
        return False
    if told is None:
        return minutes > _MUCH_MINUTES
    left = max(told - since.total_seconds() / 60, 0.0)
    return abs(minutes - left) >= max(_MUCH_MINUTES, left / 2)
