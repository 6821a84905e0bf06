"""When something may begin at a person, checked minute by minute."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.adapters.area_codes import area_zones
from service.adapters.zip_table import load_zip_table
from service.domain.federal_holidays import is_federal_holiday
from service.domain.quiet_hours import EVERYWHERE, Open, Quiet, is_time_of_day, quiet_hours
from service.domain.state_hours import STATE_HOURS, hours_of
from service.domain.states import STATE_ZONES
from service.domain.whereabouts import Whereabouts

MINUTE = timedelta(minutes=1)
WINTER, SUMMER = datetime(2026, 12, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC)
VERMONT = Whereabouts(("America/New_York",), "VT")

TERRITORIES = [
    ("America/Puerto_Rico", "PR"),
    ("America/St_Thomas", "VI"),
    ("Pacific/Guam", "GU"),
    ("Pacific/Saipan", "MP"),
    ("Pacific/Pago_Pago", "AS"),
]
ZONES = [
    *((zone, state) for state, zone in STATE_ZONES.items()),
    *TERRITORIES,
    ("America/Adak", "AK"),
    ("America/Chicago", "FL"),
    ("America/Denver", "AZ"),  # the Navajo Nation
    ("America/Denver", "TX"),
]
PLACES = [
    *(Whereabouts((zone,), state) for zone, state in ZONES),
    *(Whereabouts(zones, None) for zones in sorted(set(area_zones().values()))),
    Whereabouts(),
]

YEARS = datetime(2040, 1, 1, tzinfo=UTC) - datetime(2021, 1, 1, tzinfo=UTC)
moments = st.builds(
    lambda minutes: datetime(2021, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes),
    st.integers(0, YEARS // timedelta(minutes=1)),
)
NIGHTS_OF_CHANGE = [
    datetime(2026, 3, 7, 12, tzinfo=UTC),
    datetime(2026, 10, 31, 12, tzinfo=UTC),
    datetime(2027, 3, 13, 12, tzinfo=UTC),
]
nights_of_change = st.builds(
    lambda day, minutes: day + timedelta(minutes=minutes),
    st.sampled_from(NIGHTS_OF_CHANGE),
    st.integers(0, 36 * 60),
)


def local(zone: str, *moment: int) -> datetime:
    return datetime(*moment, tzinfo=ZoneInfo(zone))  # type: ignore[misc,arg-type]


def is_day(there: Whereabouts, moment: datetime) -> bool:
    """The rule, written down anew and as plainly as can be."""
    hours = hours_of(there.state)
    for zone in there.zones or EVERYWHERE:
        clock = moment.astimezone(ZoneInfo(zone))
        span = {5: hours.saturdays, 6: hours.sundays}.get(clock.weekday()) or hours.weekdays
        if hours.holidays and is_federal_holiday(clock.date()):
            span = hours.holidays
        minute = clock.hour * 60 + clock.minute
        if not span[0].hour * 60 <= minute < span[1].hour * 60:
            return False
    return True


def minutes_between(
    first: datetime, last: datetime, step: timedelta = MINUTE
) -> Iterator[datetime]:
    moment = first
    while moment < last:
        yield moment
        moment += step


@settings(max_examples=150, deadline=None)
@given(there=st.sampled_from(PLACES), now=moments | nights_of_change)
def test_it_opens_at_the_first_minute_at_which_it_is_day_everywhere(
    there: Whereabouts, now: datetime
) -> None:
    verdict = quiet_hours(there, now)
    assert isinstance(verdict, Open) == is_day(there, now)
    if isinstance(verdict, Quiet):
        assert verdict.until > now
        assert verdict.until.utcoffset() == timedelta(0)
        assert is_day(there, verdict.until)
        assert quiet_hours(there, verdict.until) == Open()
        assert not any(is_day(there, moment) for moment in minutes_between(now, verdict.until))


def opened(there: Whereabouts, day: datetime, step: timedelta = MINUTE) -> list[datetime]:
    """The moments of a day at which it is open."""
    steps = minutes_between(day, day + timedelta(days=1), step)
    return [moment for moment in steps if quiet_hours(there, moment) == Open()]


@pytest.mark.parametrize("day", [(2026, 3, 8), (2026, 11, 1)], ids=["spring", "autumn"])
@pytest.mark.parametrize("zone", ["America/New_York", "America/Denver", "America/Adak"])
def test_a_day_on_which_the_clocks_change_still_has_thirteen_open_hours(
    zone: str, day: tuple[int, int, int]
) -> None:
    there = Whereabouts((zone,), "NY")
    minutes = opened(there, local(zone, *day))
    assert len(minutes) == 13 * 60
    assert minutes[0] == local(zone, *day, 8)
    assert minutes[-1] == local(zone, *day, 20, 59)


@pytest.mark.parametrize(
    ("now", "hours_to_wait"),
    [((2026, 3, 7, 21), 10), ((2026, 10, 31, 21), 12), ((2026, 6, 1, 21), 11)],
    ids=["an hour is lost", "an hour comes twice", "an ordinary night"],
)
def test_the_night_is_as_long_as_it_is(now: tuple[int, ...], hours_to_wait: int) -> None:
    asked = local("America/New_York", *now).astimezone(UTC)
    verdict = quiet_hours(VERMONT, asked)
    assert isinstance(verdict, Quiet)
    assert verdict.until - asked == timedelta(hours=hours_to_wait)


@pytest.mark.parametrize(
    ("zone", "state", "day", "utc"),
    [
        ("America/Phoenix", "AZ", WINTER, 15),
        ("America/Phoenix", "AZ", SUMMER, 15),
        ("America/Denver", "AZ", SUMMER, 14),
        ("Pacific/Honolulu", "HI", SUMMER, 18),
        ("America/Anchorage", "AK", WINTER, 17),
        ("America/Adak", "AK", WINTER, 18),
        ("America/Puerto_Rico", "PR", SUMMER, 12),
        ("America/St_Thomas", "VI", WINTER, 12),
        ("Pacific/Guam", "GU", WINTER, 22),
        ("Pacific/Saipan", "MP", SUMMER, 22),
        ("Pacific/Pago_Pago", "AS", SUMMER, 19),
    ],
)
def test_each_place_opens_at_eight_by_its_own_clock(
    zone: str, state: str, day: datetime, utc: int
) -> None:
    there, opening = Whereabouts((zone,), state), day.replace(hour=utc)
    assert quiet_hours(there, opening - MINUTE) == Quiet(
        opening, f"it is {(opening - MINUTE).astimezone(ZoneInfo(zone)):%A}, 07:59 in {zone}"
    )
    assert quiet_hours(there, opening) == Open()


def test_whoever_may_be_in_two_zones_is_left_alone_unless_it_is_day_in_both() -> None:
    idaho = Whereabouts(("America/Boise", "America/Los_Angeles"), "ID")
    assert isinstance(quiet_hours(idaho, local("America/Boise", 2026, 12, 1, 8, 30)), Quiet)
    assert quiet_hours(idaho, local("America/Los_Angeles", 2026, 12, 1, 8)) == Open()
    assert isinstance(quiet_hours(idaho, local("America/Boise", 2026, 12, 1, 21)), Quiet)


def test_a_state_without_sundays_opens_on_monday_and_after_a_holiday_on_tuesday() -> None:
    utah = Whereabouts(("America/Denver",), "UT")
    saturday_night = local("America/Denver", 2026, 9, 5, 21)
    verdict = quiet_hours(utah, saturday_night)
    assert isinstance(verdict, Quiet)
    assert verdict.until == local("America/Denver", 2026, 9, 8, 8)  # the 7th is Labor Day


@pytest.mark.parametrize(
    "zones", [(), ("",), ("Mars/Olympus",), ("America",), ("../etc",), ("\0",), ("é" * 300,)]
)
@pytest.mark.parametrize("day", [WINTER, SUMMER])
def test_nobody_knows_where_means_everywhere_from_22_to_24_utc(
    zones: tuple[str, ...], day: datetime
) -> None:
    step = timedelta(minutes=15)
    evening = minutes_between(day.replace(hour=22), day + timedelta(days=1), step)
    assert opened(Whereabouts(zones), day, step) == list(evening)


@given(
    zones=st.lists(st.text(max_size=20) | st.sampled_from(EVERYWHERE), max_size=4),
    state=st.none() | st.text(max_size=3) | st.sampled_from(sorted(STATE_HOURS)),
    now=moments,
)
@settings(max_examples=60, deadline=None)
def test_it_has_an_answer_for_whatever_it_is_asked(
    zones: list[str], state: str | None, now: datetime
) -> None:
    verdict = quiet_hours(Whereabouts(tuple(zones), state), now)
    assert verdict == Open() or (isinstance(verdict, Quiet) and verdict.until > now)


def zones_of_zips() -> set[str]:
    """The zones of all ZIPs but those of the freely associated states, whose numbers are theirs."""
    table = load_zip_table()
    places = (table.place(f"{number:05}") for number in range(100_000))
    return {p.time_zone for p in places if p.time_zone and not {"FM", "MH", "PW"} & {*p.states}}


def test_everywhere_shows_every_time_that_a_clock_in_the_us_shows() -> None:
    zones = [ZoneInfo(zone) for zone in zones_of_zips()]
    everywhere = [ZoneInfo(zone) for zone in EVERYWHERE]
    for day in range(365):
        moment = WINTER + timedelta(days=day)
        shown = {moment.astimezone(zone).utcoffset() for zone in everywhere}
        assert {moment.astimezone(zone).utcoffset() for zone in zones} <= shown


def test_a_time_of_day_has_to_be_in_every_zone() -> None:
    span = (time(10), time(12))
    there = Whereabouts(("America/New_York", "America/Chicago"))
    assert is_time_of_day(span, there, local("America/New_York", 2026, 12, 1, 11))
    assert not is_time_of_day(span, there, local("America/New_York", 2026, 12, 1, 10, 30))
    assert not is_time_of_day(span, there, local("America/New_York", 2026, 12, 1, 12))
