"""How many people may be rung now for a senator, so that each finds a line free."""

from datetime import datetime, timedelta

from service.domain.directory import Senator
from service.domain.hours import is_open
from service.domain.routing import LineView

BLIND = 2
"""Lines that are taken to be free where nothing is known of them, at most one a number."""

UNDER_WAY = timedelta(seconds=90)
"""So long is a ring on its way to the line: placed, taken, the words heard."""

_RESTS = timedelta(seconds=60)
"""A number that was busy is not counted on for so long: others call it too."""


def free_lines(senator: Senator, now: datetime, view: LineView | None) -> int:
    """How many calls of ours the senator's open offices would take, as far as is known."""
    numbers = {office.phone for office in senator.offices if is_open(office, now)}
    if view is None:
        return min(len(numbers), BLIND)
    return sum(_free(number, now, view) for number in numbers - view.full)


def _free(number: str, now: datetime, view: LineView) -> int:
    state = view.states.get(number)
    if state and state.refused_at and timedelta(0) <= now - state.refused_at < _RESTS:
        return 0
    return view.room(number, now)
