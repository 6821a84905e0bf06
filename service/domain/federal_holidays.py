"""The holidays of the United States (5 U.S.C. 6103), which some states call legal holidays."""

from datetime import date, timedelta
from typing import Final

_MONDAY, _THURSDAY, _FRIDAY, _SUNDAY = 0, 3, 4, 6

_BY_DATE: Final = frozenset({(1, 1), (6, 19), (7, 4), (11, 11), (12, 25)})
"""Month and day of those that fall on any day of the week."""

_BY_WEEK: Final = frozenset(
    {(1, _MONDAY, 3), (2, _MONDAY, 3), (9, _MONDAY, 1), (10, _MONDAY, 2), (11, _THURSDAY, 4)}
)
"""Month, day of the week, and which of that month; Memorial Day is the last Monday of May."""


def is_federal_holiday(day: date) -> bool:
    """Whether it is one, or the weekday on which one of a weekend is observed."""
    return _falls_on(day) or _is_observed(day) or _is_by_week(day)


def is_inauguration_day(day: date) -> bool:
    """Whether federal offices in and around Washington are closed on it for that reason.

    Subsection (c): every fourth January 20 after 1965; the 21st where the 20th is a Sunday.
    """
    if day.year % 4 != 1 or day.month != 1:
        return False
    sunday = date(day.year, 1, 20).weekday() == _SUNDAY
    return day.day == (21 if sunday else 20)


def _falls_on(day: date) -> bool:
    return (day.month, day.day) in _BY_DATE


def _is_observed(day: date) -> bool:
    """The Friday before a Saturday, or the Monday after a Sunday."""
    if day.weekday() == _FRIDAY:
        return _falls_on(day + timedelta(days=1))
    return day.weekday() == _MONDAY and _falls_on(day - timedelta(days=1))


def _is_by_week(day: date) -> bool:
    last_of_may = (day.month, day.weekday()) == (5, _MONDAY) and day.day > 31 - 7
    return last_of_may or (day.month, day.weekday(), (day.day + 6) // 7) in _BY_WEEK
