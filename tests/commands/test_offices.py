"""``patchline offices``."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from service.adapters.demo_clock import demo_offset, keep_offset
from service.adapters.directory_file import SHIPPED, read_directory
from service.commands.offices import offices

TUESDAY_NOON_EASTERN = "2026-11-24T17:00Z"


@pytest.fixture(autouse=True)
def empty_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings and no refreshed directory: what a newcomer has."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(offices, [*arguments])
    assert result.exit_code == 0, result.output
    return result


def test_every_line_of_the_directory_is_listed_once() -> None:
    directory = read_directory(SHIPPED)
    lines = run().stdout.splitlines()
    assert len(lines) == sum(len(senator.offices) for senator in directory.senators) == 534
    assert sum(number in line for number in directory.numbers for line in lines) == 534


def test_a_line_says_who_where_and_whether_it_is_open() -> None:
    first = run("--state", "VT", "--at", TUESDAY_NOON_EASTERN).stdout.splitlines()[0]
    assert first.split() == [
        *("Bernard", "Sanders", "VT", "dc", "Washington", "+12022245141"),
        *("America/New_York", "open"),
    ]


def test_only_the_state_that_is_asked_for_is_listed() -> None:
    listed = json.loads(run("--state", "vt", "--json").stdout)["offices"]
    assert {office["state"] for office in listed} == {"VT"}
    assert {office["senator"] for office in listed} == {"Bernard Sanders", "Peter Welch"}


def test_open_follows_the_offices_own_time_zone() -> None:
    listed = json.loads(run("--state", "HI", "--at", TUESDAY_NOON_EASTERN, "--json").stdout)
    opened = {office["kind"]: office["open"] for office in listed["offices"]}
    assert opened == {"dc": True, "state": False}


def test_now_is_the_time_that_the_running_demo_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CLOCK_OFFSET", raising=False)
    (tmp_path / "var").mkdir()
    opening = demo_offset(datetime.now(UTC))
    for offset, washington_is_open in ((opening, True), (opening + 12 * 3600, False)):
        keep_offset(tmp_path / "var" / "clock-offset", offset)
        listed = json.loads(run("--state", "VT", "--json").stdout)["offices"]
        assert {one["open"] for one in listed if one["kind"] == "dc"} == {washington_is_open}


def test_a_moment_without_a_zone_is_in_utc() -> None:
    with_zone, without = (
        run("--at", at, "--json").stdout for at in ("2026-11-24T17:00+00:00", "2026-11-24T17:00")
    )
    assert with_zone == without


def test_json_is_one_object_with_the_date_of_the_data() -> None:
    listed = json.loads(run("--json").stdout)
    assert listed["data_date"] == "2026-06-10"
    assert set(listed["offices"][0]) == {
        *("senator", "bioguide", "state", "office", "kind"),
        *("city", "phone", "time_zone", "open"),
    }


@pytest.mark.parametrize(
    "wrong",
    [
        ["--state", "PR"],
        ["--at", "noon"],
        ["--at", "0001-01-01T00:00+14:00"],
        ["--at", "9999-12-31"],
    ],
)
def test_wrong_usage_exits_with_two(wrong: list[str]) -> None:
    assert CliRunner().invoke(offices, wrong).exit_code == 2
