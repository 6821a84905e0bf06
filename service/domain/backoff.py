"""How long to wait before the carrier is asked again."""

from datetime import timedelta

FIRST = timedelta(seconds=5)
LONGEST = timedelta(minutes=5)


def backoff(attempts: int, draw: float, asked_for: timedelta = timedelta(0)) -> timedelta:
    """The pause after so many attempts (1 for the first): doubling, capped, and jittered.

    Never shorter than what the carrier asked for.

    ``draw`` is a random number from 0 to 1. Half of the pause is left to it, so that workers who
    were turned away together do not come back together.
    """
    doubled = min(FIRST * float(2 ** min(attempts - 1, 16)), LONGEST)
    return max(doubled / 2 + doubled / 2 * draw, asked_for)
