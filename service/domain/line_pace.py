"""How many of those who wait for a senator are rung now."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from service.domain.directory import Senator
from service.domain.free_lines import UNDER_WAY, free_lines
from service.domain.routing import LineView

_AHEAD = timedelta(minutes=10)
"""So far ahead of our clock a ring may have been promised: by a scheduler whose clock is, or before
ours was put back."""


def rings_now(
    senator: Senator, now: datetime, view: LineView | None, rung: Sequence[datetime]
) -> int:
    """Lines free, less the rings that are on their way to one; below zero where too many are.

    ``rung``: when others of this senator's line were promised their ring.
    """
    on_the_way = sum(-_AHEAD < now - moment < UNDER_WAY for moment in rung)
    return free_lines(senator, now, view) - on_the_way
