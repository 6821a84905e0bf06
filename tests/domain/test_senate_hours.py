"""Hours written for some offices count there, and for the days they speak of."""

import tomllib
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from service.domain.directory import Directory, Office
from service.domain.document import Table
from service.domain.fault import Fault
from service.domain.hours import hours_on, is_open, opens
from service.domain.hours_document import read_hours
from service.domain.senate_hours import unmet, with_hours
from tests.domain.worlds import directory_of, office, senate, senator

EASTERN = ZoneInfo("America/New_York")
SENATE = directory_of(
    senator("A000001", 1, office("A000001-dc"), office("A000001-barre")),
    senator("B000002", 1, office("B000002-dc"), office("B000002-reno"), state="NV"),
)
USUAL = """
[[hours]]
offices = ["dc"]
opens = "09:00"
closes = "18:00"
source = "their pages"
"""


def read(text: str) -> tuple[Directory, list[str]]:
    faults: list[Fault] = []
    rules = read_hours(Table("hours.toml", "", tomllib.loads(text), faults))
    return with_hours(SENATE, rules), [str(fault) for fault in faults]


def offices(text: str) -> dict[str, Office]:
    directory, faults = read(USUAL + text)
    assert faults == []
    return {one.id: one for s in directory.senators for one in s.offices}


def hours(text: str, day: str, whose: str = "A000001-dc") -> str:
    span = hours_on(offices(text)[whose], date.fromisoformat(day))
    return f"{span.opens:%H:%M}-{span.closes:%H:%M}" if span else "closed"


def test_an_office_of_which_nothing_is_said_keeps_nine_to_five() -> None:
    assert hours("", "2026-11-24") == "09:00-18:00"
    assert hours("", "2026-11-24", "A000001-barre") == "09:00-17:00"
    assert hours("", "2026-11-28") == "closed"


@pytest.mark.parametrize("day", ["2026-11-26", "2026-07-03", "2027-01-18"])
def test_every_office_is_closed_on_federal_holidays(day: str) -> None:
    assert hours("", day) == hours("", day, "A000001-barre") == "closed"


def test_inauguration_day_closes_washington_alone() -> None:
    assert hours("", "2029-01-20") == "closed"  # a Saturday as well
    assert hours("", "2033-01-20") == "closed"
    assert hours("", "2033-01-20", "A000001-barre") == "09:00-17:00"
    assert hours("", "2034-01-20") == "09:00-18:00"


@pytest.mark.parametrize(
    ("whose", "closed"),
    [
        ("B000002-reno", {"B000002-reno"}),
        ("B000002", {"B000002-dc", "B000002-reno"}),
        ("NV", {"B000002-dc", "B000002-reno"}),
        ("dc", {"A000001-dc", "B000002-dc"}),
        ("state", {"A000001-barre", "B000002-reno"}),
    ],
)
def test_a_rule_speaks_of_an_office_a_senator_a_state_or_a_kind(
    whose: str, closed: set[str]
) -> None:
    text = f'[[closed]]\noffices = ["{whose}"]\non = 2026-11-24\nsource = "a call"\n'
    found = {one: hours(text, "2026-11-24", one) for one in offices(text)}
    assert {one for one, span in found.items() if span == "closed"} == closed


def test_what_is_said_of_a_shorter_time_counts_before_what_is_said_of_a_longer() -> None:
    text = """
[[closed]]
on = 2026-08-12
source = "a burst pipe"
[[hours]]
on = 2026-08-13
opens = "12:00"
closes = "13:00"
source = "a call"
[[hours]]
offices = ["dc"]
from = 2026-08-10
until = 2026-09-11
opens = "10:00"
closes = "16:00"
source = "the recess"
"""
    assert hours(text, "2026-08-07") == "09:00-18:00"
    assert hours(text, "2026-08-10") == "10:00-16:00"
    assert hours(text, "2026-08-12") == "closed"
    assert hours(text, "2026-08-13") == "12:00-13:00"
    assert hours(text, "2026-08-15") == "closed"  # a Saturday
    assert hours(text, "2026-09-07") == "closed"  # Labor Day
    assert hours(text, "2026-09-14") == "09:00-18:00"


def test_only_a_rule_for_one_day_opens_an_office_on_a_holiday_or_at_the_weekend() -> None:
    text = """
[[hours]]
on = 2026-11-26
opens = "09:00"
closes = "12:00"
source = "a vote"
[[hours]]
on = 2026-11-28
opens = "10:00"
closes = "14:00"
source = "a vote"
"""
    assert hours(text, "2026-11-26") == "09:00-12:00"
    assert hours(text, "2026-11-28") == "10:00-14:00"


def test_an_office_that_is_closed_on_fridays_opens_on_monday() -> None:
    text = '[[closed]]\noffices = ["A000001-barre"]\ndays = ["fri"]\nsource = "its page"\n'
    barre = offices(text)["A000001-barre"]
    thursday_evening = datetime(2026, 12, 3, 20, tzinfo=EASTERN)
    assert opens(barre, thursday_evening) == datetime(2026, 12, 7, 9, tzinfo=EASTERN)


def test_the_next_opening_passes_over_holidays_and_long_closures() -> None:
    dc = offices("")["A000001-dc"]
    before_thanksgiving = datetime(2026, 11, 25, 19, tzinfo=EASTERN)
    assert opens(dc, before_thanksgiving) == datetime(2026, 11, 27, 9, tzinfo=EASTERN)
    text = '[[closed]]\nfrom = 2026-11-01\nuntil = 2027-03-01\nsource = "a fire"\n'
    dc = offices(text)["A000001-dc"]
    assert opens(dc, before_thanksgiving) == datetime(2027, 3, 2, 9, tzinfo=EASTERN)
    forever = '[[closed]]\noffices = ["A000001"]\nfrom = 2026-11-01\nsource = "it moved"\n'
    assert opens(offices(forever)["A000001-dc"], before_thanksgiving) is None


def test_an_opening_is_a_moment_at_which_the_office_is_open() -> None:
    text = '[[hours]]\noffices = ["NV"]\nopens = "08:30"\ncloses = "16:30"\nsource = "its page"\n'
    reno = offices(text)["B000002-reno"]
    now = datetime(2026, 11, 24, 3, tzinfo=EASTERN)
    opening = opens(reno, now)
    assert opening is not None
    assert is_open(reno, opening)
    assert not is_open(reno, opening - timedelta(minutes=1))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '[[hours]]\nopens = "9"\ncloses = "17:00"\nsource = "x"',
            "hours[1].opens: '9' is no time",
        ),
        ('[[hours]]\nopens = "17:00"\ncloses = "09:00"\nsource = "x"', "hours[1].closes: must be"),
        ('[[hours]]\nopens = "09:00"\ncloses = "17:00"', "hours[1].source: missing"),
        ('[[closed]]\nsource = "x"', "closed[1]: says nothing of when"),
        ('[[closed]]\non = "today"\nsource = "x"', "closed[1].on: must be a date"),
        ('[[closed]]\non = 2026-01-01T00:00:00\nsource = "x"', "closed[1].on: must be a date"),
        ('[[closed]]\non = 2026-01-01\nuntil = 2026-01-02\nsource = "x"', "closed[1].on: stands"),
        ('[[closed]]\nfrom = 2026-01-02\nuntil = 2026-01-01\nsource = "x"', "until: must not be"),
        ('[[closed]]\ndays = ["friday"]\nsource = "x"', "closed[1].days: 'friday' is no day"),
        ('[[closed]]\ndays = ["fri"]\noffices = ["PR"]\nsource = "x"', "'PR' names no office"),
        ('[[closed]]\ndays = ["fri"]\nwhy = "x"\nsource = "x"', "closed[1].why: unknown key"),
        ("closed = 5", "closed: must be tables, each under [[closed]]"),
        ("closed = [5]", "closed: must be tables"),
        ("[open]", "open: unknown key"),
    ],
)
def test_every_fault_is_told_with_its_key_and_reason(text: str, said: str) -> None:
    _, faults = read(text)
    assert any(said in fault for fault in faults), faults


def test_ids_that_left_the_directory_are_told() -> None:
    text = '[[closed]]\noffices = ["A000001", "Z000009-dc", "VT"]\ndays = ["fri"]\nsource = "x"'
    rules = read_hours(Table("hours.toml", "", tomllib.loads(text), []))
    assert list(unmet(SENATE, rules)) == ["Z000009-dc"]


def test_washington_and_the_states_keep_the_hours_that_ship() -> None:
    ours = senate().senators[0].offices
    tuesday = date(2026, 11, 24)
    closing = [span.closes.hour for one in ours[:2] if (span := hours_on(one, tuesday))]
    assert closing == [18, 17]
