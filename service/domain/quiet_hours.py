"""Hours of the night in which we begin nothing: 47 CFR 64.1200(c)(1) and the state laws.

From 8 am to 9 pm of the recipient's own time, and narrower where their state says so. Somebody who
may be in several zones is left alone unless it is day in all of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from service.domain.state_hours import UNKNOWN_STATE, Hours, Span, hours_of
from service.domain.whereabouts import Whereabouts

EVERYWHERE: Final = (
    "America/Puerto_Rico",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Anchorage",
    "America/Adak",
    "Pacific/Honolulu",
    "Pacific/Pago_Pago",
    "Pacific/Guam",
)
"""Zones that between them show every time of the US and its territories, summer and winter. It is
day in all of them from 22 to 24 o'clock UTC."""

_LOOKS_AHEAD_DAYS: Final = 14


@dataclass(frozen=True, slots=True)
class Open:
    """It may begin now."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """Not now."""

    until: datetime
    """The first moment from which it may, in UTC; always later than the one that was asked for."""
    reason: str
    """In words, for a log: tells of a zone and its time, of no person."""


def quiet_hours(there: Whereabouts, now: datetime) -> Open | Quiet:
    """Whether something may begin now (aware) at a person, or else from when.

    Total: a zone that nobody knows counts as all US zones, and so do zones that have no hour of the
    day in common.
    """
    zones, hours = _zones(there.zones), hours_of(there.state)
    opening = next(_openings(zones, hours, now), None)
    if opening is None:
        zones, hours = _zones(()), UNKNOWN_STATE
        opening = next(_openings(zones, hours, now))
    if opening == now:
        return Open()
    local = next(now.astimezone(zone) for zone in zones if not _is_open(zone, hours, now))
    return Quiet(opening, f"it is {local:%A, %H:%M} in {local.tzinfo}")


def is_time_of_day(span: Span, there: Whereabouts, moment: datetime) -> bool:
    """Whether it is that time of day in every zone where the person may be."""
    times = (moment.astimezone(zone).time() for zone in _zones(there.zones))
    return all(span[0] <= local < span[1] for local in times)


def _openings(zones: Sequence[ZoneInfo], hours: Hours, now: datetime) -> Iterator[datetime]:
    """Now, if it is open, and the later moments at which the last of the zones opens, in order."""
    if _is_day(zones, hours, now):
        yield now
    mornings = {morning for zone in zones for morning in _mornings(zone, hours, now)}
    yield from (m for m in sorted(mornings) if m > now and _is_day(zones, hours, m))


def _is_day(zones: Iterable[ZoneInfo], hours: Hours, moment: datetime) -> bool:
    return all(_is_open(zone, hours, moment) for zone in zones)


def _mornings(zone: ZoneInfo, hours: Hours, now: datetime) -> Iterator[datetime]:
    """When the hours of each coming day begin in one zone, in UTC."""
    today = now.astimezone(zone).date()
    for days in range(_LOOKS_AHEAD_DAYS):
        day = today + timedelta(days=days)
        yield datetime.combine(day, hours.on(day)[0], zone).astimezone(UTC)


def _is_open(zone: ZoneInfo, hours: Hours, moment: datetime) -> bool:
    local = moment.astimezone(zone)
    first, last = hours.on(local.date())
    return first <= local.time() < last


def _zones(names: Iterable[str]) -> tuple[ZoneInfo, ...]:
    """The zones of these names, or all of the US where there are none, or one that is odd."""
    try:
        zones = tuple(ZoneInfo(name) for name in names)
    except (KeyError, ValueError, OSError):  # unknown, malformed, or the name of a directory
        zones = ()
    return zones or tuple(ZoneInfo(name) for name in EVERYWHERE)
