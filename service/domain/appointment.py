"""When somebody may be rung and connected: at their hours, the campaign's and an office's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from service.domain.campaign import Campaign
from service.domain.directory import Senator
from service.domain.quiet_hours import Open, is_time_of_day, quiet_hours
from service.domain.routing import closed
from service.domain.whereabouts import Whereabouts

STEP: Final = timedelta(minutes=15)
"""Times are offered on the quarter of an hour."""

_LOOKS_AHEAD: Final = timedelta(days=14)


def zone_of(there: Whereabouts) -> ZoneInfo:
    """The zone in which a person is told times; by area code, the first of those it may be."""
    try:
        return ZoneInfo(there.zones[0])
    except (IndexError, KeyError, ValueError, OSError):  # nowhere, unknown or malformed
        return ZoneInfo("America/New_York")


@dataclass(frozen=True, slots=True)
class Appointment:
    """What has to hold at the time of a ring. Moments that it returns are in the caller's zone."""

    senators: Sequence[Senator]
    campaign: Campaign
    there: Whereabouts

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which times are told."""
        return zone_of(self.there)

    def fits(self, moment: datetime) -> bool:
        """Whether an office keeps hours then, and the law and the campaign let this person be rung.

        The office comes first, as it is quickly known.
        """
        return (
            any(not closed(senator, moment) for senator in self.senators)
            and is_time_of_day(self.campaign.ring_hours, self.there, moment)
            and isinstance(quiet_hours(self.there, moment), Open)
        )

    def first(self, since: datetime) -> datetime | None:
        """The first moment that fits, at the quarter of an hour; None within a fortnight."""
        return next(filter(self.fits, self._quarters(since)), None)

    def at(self, wanted: time, now: datetime, *, tomorrow: bool = False) -> datetime | None:
        """The next moment of that time of day, today's if it is ahead; None if none ever fits.

        ``tomorrow``: not today's.
        """
        days = range(int(tomorrow), _LOOKS_AHEAD.days)
        moments = (self._on(self._today(now) + timedelta(days=n), wanted) for n in days)
        return next((m for m in moments if m > now and self.fits(m)), None)

    def nearest(self, wanted: time, now: datetime, *, tomorrow: bool = False) -> datetime | None:
        """The next moment of the time of day that fits and is nearest to the wanted one."""
        goal = self._on(self._today(now) + timedelta(days=int(tomorrow)), wanted)
        goal = goal if goal > now else self._on(goal.date() + timedelta(days=1), wanted)
        later, earlier = self.first(goal), self._last_before(goal, now)
        found = [moment for moment in (later, earlier) if moment]
        if not found:
            return None
        best = min(found, key=lambda moment: abs(moment - goal))
        return self.at(best.time(), now, tomorrow=tomorrow)

    def tomorrow(self, now: datetime) -> datetime | None:
        """The first moment from tomorrow on."""
        return self.first(self._on(self._today(now) + timedelta(days=1), time(0)))

    def _last_before(self, goal: datetime, now: datetime) -> datetime | None:
        fitting = (
            [m for m in self._quarters(now) if m < goal and self.fits(m)] if goal > now else []
        )
        return fitting[-1] if fitting else None

    def _quarters(self, since: datetime) -> Iterator[datetime]:
        local = since.astimezone(self.zone)
        into = timedelta(minutes=local.minute % 15, seconds=local.second)
        moment = local - into - timedelta(microseconds=local.microsecond)
        if moment < local:
            moment += STEP
        # In UTC, so that a night on which the clocks change has its true length.
        steps = range(_LOOKS_AHEAD // STEP)
        yield from ((moment.astimezone(UTC) + n * STEP).astimezone(self.zone) for n in steps)

    def _today(self, now: datetime) -> date:
        return now.astimezone(self.zone).date()

    def _on(self, day: date, wanted: time) -> datetime:
        return datetime.combine(day, wanted, self.zone)
