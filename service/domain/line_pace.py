"""How many people may be rung now for a senator, so that each finds a line free."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from service.domain.directory import Senator
from service.domain.hours import is_open
from service.domain.routing import LineView, free_lines

BLIND: Final = 2
"""Lines taken to be free where nothing is known of them; never more than there are open numbers."""

UNDER_WAY: Final = timedelta(seconds=90)
"""So long is a ring on its way to the line: placed, taken, the words heard."""


def rings_now(
    senator: Senator, now: datetime, view: LineView | None, rung: Sequence[datetime]
) -> int:
    """Lines free, less the rings that are on their way to one; below zero where too many are.

    ``rung``: when others of this senator's line were promised their ring.
    """
    on_the_way = sum(now - UNDER_WAY < moment <= now for moment in rung)
    return _free(senator, now, view) - on_the_way


def _free(senator: Senator, now: datetime, view: LineView | None) -> int:
    if view is not None:
        return free_lines(senator, now, view)
    return min(len({one.phone for one in senator.offices if is_open(one, now)}), BLIND)
