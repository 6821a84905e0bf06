"""Offices keep their hours where they stand, on either side of a change of clocks."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from service.domain.hours import is_open, opens
from tests.domain.worlds import NIGHT, SATURDAY, WEEKDAY, office

DC = office("dc")
EASTERN = ZoneInfo("America/New_York")


def at(hour: int, minute: int = 0, zone: str = "America/New_York") -> datetime:
    return datetime(2026, 11, 24, hour, minute, tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("moment", "open_"),
    [(at(8, 59), False), (at(9), True), (at(17, 59), True), (at(18), False), (at(0), False)],
)
def test_washington_answers_from_nine_to_six(moment: datetime, open_: bool) -> None:
    assert is_open(DC, moment) is open_


@pytest.mark.parametrize(
    ("moment", "open_"), [(at(8, 59), False), (at(9), True), (at(16, 59), True), (at(17), False)]
)
def test_state_offices_answer_from_nine_to_five(moment: datetime, open_: bool) -> None:
    assert is_open(office("barre"), moment) is open_


@pytest.mark.parametrize("zone", ["Pacific/Honolulu", "America/Phoenix", "America/Juneau"])
def test_hours_are_those_of_the_office_not_of_the_clock_we_ask_with(zone: str) -> None:
    there = office("there", zone=zone)
    assert is_open(there, at(9, zone=zone).astimezone(UTC))
    assert not is_open(there, at(8, 59, zone=zone).astimezone(EASTERN))


def test_nobody_answers_on_a_weekend_or_at_night() -> None:
    assert is_open(DC, WEEKDAY)
    assert not is_open(DC, SATURDAY)
    assert not is_open(DC, datetime(2026, 11, 29, 16, tzinfo=UTC))
    assert not is_open(DC, NIGHT)


def test_friday_evening_in_washington_is_friday_afternoon_in_hawaii() -> None:
    friday = datetime(2026, 11, 27, 20, 0, tzinfo=EASTERN)
    assert not is_open(DC, friday)
    assert is_open(office("hilo", zone="Pacific/Honolulu"), friday)


@pytest.mark.parametrize("day", [at(9).replace(month=10, day=30), at(9).replace(day=2)])
def test_a_change_of_clocks_moves_the_hours_with_it(day: datetime) -> None:
    assert is_open(DC, day.astimezone(UTC))
    assert not is_open(DC, day.replace(hour=8, minute=59).astimezone(UTC))


@pytest.mark.parametrize(
    ("now", "opening"),
    [
        (at(8), at(9)),
        (at(9), at(9) + timedelta(days=1)),
        (at(18), at(9) + timedelta(days=1)),
        (SATURDAY, at(9) + timedelta(days=6)),
    ],
)
def test_the_next_opening_is_on_the_morning_of_a_weekday(now: datetime, opening: datetime) -> None:
    assert opens(DC, now) == opening


def test_an_office_opens_by_its_own_clock() -> None:
    opening = opens(office("reno", zone="America/Los_Angeles"), NIGHT)
    assert opening == datetime(2026, 11, 25, 9, tzinfo=ZoneInfo("America/Los_Angeles"))
