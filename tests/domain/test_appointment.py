"""Nobody is rung but at hours of theirs, the campaign's and an office's."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.appointment import Appointment, zone_of
from service.domain.directory import Senator
from service.domain.quiet_hours import Open, quiet_hours
from service.domain.routing import closed
from service.domain.whereabouts import Whereabouts
from tests.domain.worlds import NIGHT, SATURDAY, WEEKDAY, campaigns, office, senator

ANN = senator("ann", 1, office("ann-dc"), office("barre"))
FAR = senator("far", 1, office("juneau", zone="America/Juneau"))
VERMONT = Whereabouts(("America/New_York",), "VT")
HAWAII = Whereabouts(("Pacific/Honolulu",), "HI")


def appointment(*senators: Senator, there: Whereabouts = VERMONT) -> Appointment:
    return Appointment(senators or (ANN,), campaigns().default, there)


def told(moment: datetime | None) -> str:
    return f"{moment:%a %H:%M}" if moment else "never"


def test_the_first_moment_is_now_where_an_office_is_open() -> None:
    assert appointment().first(WEEKDAY) == WEEKDAY


def test_it_is_the_next_morning_at_night_and_the_next_working_day_at_the_weekend() -> None:
    assert told(appointment().first(NIGHT)) == "Wed 09:00"
    assert told(appointment().first(SATURDAY)) == "Mon 09:00"


def test_thanksgiving_is_no_bar_to_a_moment_after_it() -> None:
    wednesday_evening = datetime(2026, 11, 26, 0, 0, tzinfo=UTC)
    assert told(appointment().first(wednesday_evening)) in {"Thu 09:00", "Fri 09:00"}


def test_whoever_sleeps_when_washington_opens_is_rung_in_their_own_morning() -> None:
    assert told(appointment(there=HAWAII).first(NIGHT)) == "Wed 08:00"


def test_any_of_the_senators_will_do() -> None:
    assert told(appointment(ANN, FAR).at(time(19), WEEKDAY)) == "Tue 19:00"
    assert told(appointment(ANN).at(time(19), WEEKDAY)) == "never"


def test_the_campaigns_own_hours_count() -> None:
    late = replace(campaigns().default, ring_hours=(time(11), time(12)))
    assert told(Appointment((ANN,), late, VERMONT).tomorrow(WEEKDAY)) == "Wed 11:00"


def test_a_time_is_todays_if_it_is_ahead_and_else_the_next_working_days() -> None:
    assert told(appointment().at(time(15), WEEKDAY)) == "Tue 15:00"
    assert told(appointment().at(time(10, 30), WEEKDAY)) == "Wed 10:30"
    assert told(appointment().at(time(15), SATURDAY)) == "Mon 15:00"


def test_a_time_is_the_callers_own() -> None:
    far = appointment(there=HAWAII).at(time(10), WEEKDAY)
    assert far is not None
    assert far.astimezone(UTC) == datetime(2026, 11, 24, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wanted", "nearest"),
    [(time(3), "Wed 09:00"), (time(19), "Tue 17:45"), (time(21), "Tue 17:45")],
)
def test_beside_a_time_that_never_fits_there_is_a_nearest(wanted: time, nearest: str) -> None:
    assert told(appointment().at(wanted, WEEKDAY)) == "never"
    assert told(appointment().nearest(wanted, WEEKDAY)) == nearest


def test_tomorrow_is_never_today() -> None:
    assert told(appointment().tomorrow(WEEKDAY)) == "Wed 09:00"
    assert told(appointment().tomorrow(SATURDAY)) == "Mon 09:00"


@pytest.mark.parametrize("zones", [(), ("",), ("Mars/Olympus",), ("..",)])
def test_where_no_zone_is_known_times_are_told_in_that_of_washington(zones: tuple[str]) -> None:
    assert zone_of(Whereabouts(zones)).key == "America/New_York"


def test_a_senator_without_offices_never_opens() -> None:
    nobody = appointment(senator("bare", 1))
    assert nobody.first(WEEKDAY) is None
    assert nobody.at(time(15), WEEKDAY) is None
    assert nobody.nearest(time(15), WEEKDAY) is None


@given(
    minutes=st.integers(0, 60 * 24 * 365),
    wanted=st.times(),
    zone=st.sampled_from(["America/New_York", "Pacific/Honolulu", "America/Juneau", ""]),
)
def test_whatever_is_offered_lies_ahead_and_fits(minutes: int, wanted: time, zone: str) -> None:
    now = WEEKDAY + timedelta(minutes=minutes)
    there = Whereabouts((zone,) if zone else ())
    plan = appointment(there=there)
    clean = wanted.replace(second=0, microsecond=0)
    for moment in (plan.first(now), plan.at(clean, now), plan.nearest(clean, now),
                   plan.tomorrow(now)):  # fmt: skip
        if moment is not None:
            assert moment >= now
            assert not closed(ANN, moment)
            assert isinstance(quiet_hours(there, moment), Open)
