"""Calls to Senator Welch's offices, and what the lines there hold and learn."""

from itertools import cycle

from service.adapters.phone_numbers import PhoneNumbers
from service.domain.callflow import Turn
from service.domain.line import LineSign
from service.domain.phone import Phone
from tests.twins.house import House
from tests.twins.phone_call import PhoneCall, dialed_in

DC, BURLINGTON = "+12022244242", "+18028632525"
"""Senator Welch's."""


def caller(number: int) -> Phone:
    """The n-th caller, a Vermonter whom nobody knows."""
    return PhoneNumbers().read(f"+1802555{2000 + number}")


def at_script(house: House, number: int) -> PhoneCall:
    """A call of theirs, about to hear the first script."""
    return dialed_in(house, caller(number), f"CA-{number}")


def dialed(turn: Turn) -> str | None:
    """The number that a turn dials, if it does."""
    return turn.connect.choice.office.phone if turn.connect else None


def on_the_line(house: House, number: str = DC) -> int:
    """How many of our calls hold a number."""
    view = house.switchboard.look([number], house.clock.now())
    assert view is not None
    return view.in_flight[number]


def heard(house: House) -> list[LineSign | None]:
    """What was learned of all lines, in order."""
    return [news.sign for news in house.switchboard.heard]


def with_known_lines(house: House) -> House:
    """One where lines are known of; the draw is one with which Washington comes first."""
    house.switchboard.away = False
    house.draws = cycle([0.9])
    return house
