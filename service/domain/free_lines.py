"""How many people may be rung now for a senator, so that each finds a line free."""

from datetime import datetime, timedelta

from service.domain.directory import Senator
from service.domain.hours import is_open
from service.domain.line import LineState
from service.domain.routing import LineView

BLIND = 2
"""Lines that are taken to be free in numbers of which nothing is known, at most one a number.

What becomes of the rings there tells more: the others follow as soon as that is known.
"""

UNDER_WAY = timedelta(seconds=90)
"""So long is a ring on its way to the line: placed, taken, the words heard."""

_RESTS = timedelta(seconds=60)
"""A number that was busy is not counted on for so long: others call it too."""


def free_lines(senator: Senator, now: datetime, view: LineView | None) -> int:
    """How many calls of ours the senator's open offices would take, as far as is known.

    ``view``: None where nothing is known of any number.
    """
    view = view or LineView()
    numbers = {office.phone for office in senator.offices if is_open(office, now)} - view.full
    rested = [number for number in numbers if not _rests(view.states.get(number), now)]
    heard_of = [number for number in rested if _is_heard_of(view.states.get(number), now)]
    untried = sum(not view.in_flight.get(number) for number in rested if number not in heard_of)
    return sum(view.room(number, now) for number in heard_of) + min(untried, BLIND)


def _rests(state: LineState | None, now: datetime) -> bool:
    refused_at = state.refused_at if state else None
    return refused_at is not None and timedelta(0) <= now - refused_at < _RESTS


def _is_heard_of(state: LineState | None, now: datetime) -> bool:
    return state is not None and state.faded(now).is_news
