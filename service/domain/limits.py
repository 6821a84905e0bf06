"""How much of anything one person, or one machine that acts like one, gets."""

from datetime import timedelta

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

RINGS_PER_HOUR = 3
"""Ring backs one person may ask for in an hour."""

REACHES_PER_DAY = 4
"""Times one caller's calls reach one senator in a day; others need the lines too."""

HINT_EVERY = HOUR
"""A text nobody can make sense of gets a hint at most this often."""

REPLIES_PER_HOUR = 40
"""Replies one number gets in an hour: two machines must never talk to each other for ever."""

RETRY_AFTER = timedelta(minutes=10)
"""A ring that no person took is tried once more after this long."""

RING_PATIENCE = timedelta(minutes=30)
"""How long a ring that the carrier cannot place now is tried again before it is given up."""
