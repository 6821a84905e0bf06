"""The table of state laws is data that can be trusted."""

from datetime import date, time

import pytest

from service.domain.state_hours import (
    BOTH,
    CALLS,
    FEDERAL,
    FEDERAL_HOURS,
    NEVER,
    READ_ON,
    STATE_HOURS,
    UNKNOWN_STATE,
    Hours,
    hours_of,
)
from service.domain.states import STATE_ZONES

ROWS = sorted(STATE_HOURS.items())
MONDAY, SATURDAY, SUNDAY = date(2026, 11, 30), date(2026, 11, 28), date(2026, 11, 29)
THANKSGIVING = date(2026, 11, 26)


@pytest.mark.parametrize(("state", "hours"), ROWS)
def test_every_law_has_a_source_and_is_narrower_than_the_federal_rule(
    state: str, hours: Hours
) -> None:
    spans = [hours.on(day) for day in (MONDAY, SATURDAY, SUNDAY, THANKSGIVING)]
    assert state in STATE_ZONES
    assert hours.source
    assert hours.covers in {CALLS, BOTH}
    assert all(span == NEVER or FEDERAL[0] <= span[0] < span[1] <= FEDERAL[1] for span in spans)
    assert spans != [FEDERAL] * 4


def test_the_sources_were_read_at_a_date() -> None:
    assert READ_ON.year >= 2026


@pytest.mark.parametrize(
    ("state", "day", "span"),
    [
        ("FL", SUNDAY, (time(8), time(20))),
        ("KY", MONDAY, (time(10), time(21))),
        ("TX", MONDAY, (time(9), time(21))),
        ("TX", SUNDAY, (time(12), time(21))),
        ("UT", SATURDAY, FEDERAL),
        ("UT", SUNDAY, NEVER),
        ("UT", THANKSGIVING, NEVER),
        ("RI", SATURDAY, (time(10), time(17))),
        ("NE", THANKSGIVING, (time(13), time(21))),
        ("TX", THANKSGIVING, (time(9), time(21))),
    ],
)
def test_days_of_the_week_and_holidays_have_their_own_hours(
    state: str, day: date, span: tuple[time, time]
) -> None:
    assert hours_of(state).on(day) == span


@pytest.mark.parametrize("state", ["VT", "CA", "DC", "PR", "GU"])
def test_a_place_without_a_narrower_law_keeps_the_federal_rule(state: str) -> None:
    assert hours_of(state) is FEDERAL_HOURS


@pytest.mark.parametrize("state", [None, "", "ZZ", "AE", "vt"])
def test_a_place_that_we_do_not_know_is_left_alone_from_eight(state: str | None) -> None:
    assert hours_of(state) is UNKNOWN_STATE
    assert UNKNOWN_STATE.on(SUNDAY) == (time(8), time(20))
