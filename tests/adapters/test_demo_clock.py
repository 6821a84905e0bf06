"""The demo opens at 11:00 in Washington on a working day, whatever the time is."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.adapters.demo_clock import ClockFileFault, demo_offset, keep_offset

WASHINGTON = ZoneInfo("America/New_York")


def shown(now: datetime) -> str:
    return f"{(now + timedelta(seconds=demo_offset(now))).astimezone(WASHINGTON):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-11-24T15:30:00+00:00", "2026-11-24 11:00"),  # a Tuesday
        ("2026-11-25T04:30:00+00:00", "2026-11-24 11:00"),  # late that evening in Washington
        ("2026-11-26T15:00:00+00:00", "2026-11-27 11:00"),  # Thanksgiving
        ("2026-11-28T12:00:00+00:00", "2026-11-30 11:00"),  # a Saturday
        ("2026-07-03T12:00:00+00:00", "2026-07-06 11:00"),  # the Fourth falls on a Saturday
        ("2026-12-25T12:00:00+00:00", "2026-12-28 11:00"),  # Christmas, then a weekend
        ("2027-12-31T12:00:00+00:00", "2028-01-03 11:00"),  # New Year's Day kept the day before
        ("2026-03-08T12:00:00+00:00", "2026-03-09 11:00"),  # the day the clocks change
    ],
)
def test_it_opens_on_the_next_working_day(now: str, opens: str) -> None:
    assert shown(datetime.fromisoformat(now)) == opens


@given(st.datetimes(datetime(2024, 1, 1), datetime(2036, 1, 1)))  # noqa: DTZ001 (made aware below)
def test_it_is_always_eleven_on_a_weekday_within_four_days(moment: datetime) -> None:
    for now in (moment.replace(tzinfo=UTC), moment.replace(tzinfo=WASHINGTON)):
        offset = demo_offset(now)
        there = (now.astimezone(UTC) + timedelta(seconds=offset)).astimezone(WASHINGTON)
        assert (there.hour, there.minute, there.second) == (11, 0, 0)
        assert there.weekday() < 5
        assert -13.1 * 3600 < offset < 4.5 * 86400


def test_the_running_offset_is_left_where_others_find_it(tmp_path: Path) -> None:
    keep_offset(tmp_path / "clock-offset", -3600.5)
    assert float((tmp_path / "clock-offset").read_text()) == -3600.5


def test_no_offset_leaves_no_file(tmp_path: Path) -> None:
    keep_offset(tmp_path / "clock-offset", 60)
    keep_offset(tmp_path / "clock-offset", None)
    keep_offset(tmp_path / "clock-offset", None)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(ClockFileFault, match=r"\(No such file.*VAR_DIR.*space"):
        keep_offset(tmp_path / "nowhere" / "clock-offset", 60)
