"""Moments worth trying: the clock offset that leads to each."""

import math
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

EASTERN = ZoneInfo("America/New_York")


def is_federal_holiday(day: date) -> bool:
    """Whether federal offices are closed that day by law."""
    return day in _federal_holidays(day.year)


@cache
def _federal_holidays(year: int) -> frozenset[date]:
    # Half a millisecond to compute, and asked for each of hundreds of offices.
    return frozenset(holidays.country_holidays("US", years=year))


def is_workday(day: date) -> bool:
    """Monday to Friday and no federal holiday."""
    return day.weekday() < 5 and not is_federal_holiday(day)


def _is_saturday(day: date) -> bool:
    return day.weekday() == 5


def _is_weekday_holiday(day: date) -> bool:
    return day.weekday() < 5 and is_federal_holiday(day)


PRESETS: dict[str, tuple[Callable[[date], bool], time]] = {
    "weekday": (is_workday, time(11)),
    "night": (is_workday, time(23, 30)),
    "weekend": (_is_saturday, time(11)),
    "holiday": (_is_weekday_holiday, time(11)),
}
"""Name → which day qualifies, and the time of that day in Washington."""


def offset_for(preset: str, real_now: datetime) -> int:
    """Seconds from ``real_now`` (with zone) to the next such moment; KeyError if unknown."""
    qualifies, at = PRESETS[preset]
    day = real_now.astimezone(EASTERN).date()
    while not qualifies(day) or datetime.combine(day, at, EASTERN) < real_now:
        day += timedelta(days=1)
    return math.ceil((datetime.combine(day, at, EASTERN) - real_now).total_seconds())
