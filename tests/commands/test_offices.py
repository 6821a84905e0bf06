"""``patchline offices``."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from service.adapters.demo_clock import demo_offset, keep_offset
from service.adapters.directory_file import SHIPPED, read_directory
from service.adapters.sql.tables import SET_ASIDE
from service.commands.office_lines import Known, fields, line
from service.commands.offices import offices
from service.domain.call_effects import LegBegun
from service.domain.directory import Office
from service.domain.leg_result import DialResult
from service.domain.line import LineSign, LineState
from service.domain.rings import RingBack
from service.domain.routing import Choice, LineView
from service.domain.words import Language
from service.ports.store import Transaction
from tests.commands.stored import Stored

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


def test_a_closed_office_says_when_it_opens_on_its_own_clock() -> None:
    eve = "2026-11-25T23:30Z"  # of Thanksgiving
    lines = run("--state", "HI", "--at", eve).stdout.splitlines()
    assert lines[0].endswith("closed until Fri 2026-11-27 09:00")
    assert lines[1].endswith("Pacific/Honolulu             open")
    listed = json.loads(run("--state", "HI", "--at", eve, "--json").stdout)["offices"]
    assert [one["opens"] for one in listed[:2]] == ["2026-11-27T09:00:00-05:00", None]


def test_an_operators_own_hours_count(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    own = '[[closed]]\noffices = ["S000033"]\nfrom = 2026-11-01\nsource = "a call"\n'
    (tmp_path / "var" / "office_hours.toml").write_text(own)
    lines = run("--state", "VT", "--at", TUESDAY_NOON_EASTERN).stdout.splitlines()
    states = {line.split()[1]: line.split()[-1] for line in lines}
    assert states == {"Sanders": "closed", "Welch": "open"}


def test_without_a_database_there_are_no_figures_and_the_reason_is_told() -> None:
    result = run("--state", "VT")
    assert "run patchline migrate" in result.stderr
    assert "calls answered" not in result.stdout


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
        *("city", "phone", "time_zone", "open", "opens", "calls", "answered", "set_aside", "line"),
    }


@pytest.mark.parametrize(
    "wrong",
    [
        ["--state", "PR"],
        ["--at", "noon"],
        ["--at", "0001-01-01T00:00+14:00"],
        ["--at", "9999-12-31"],
        ["--set-aside", "S000033-dc"],
        ["--reason", "moved"],
        ["--set-aside", "S000033-dc", "--reason", " "],
        ["--set-aside", "S000033-dc", "--reason", "x" * 201],
        ["--set-aside", "S000033-dc", "--reason", "moved", "--bring-back", "S000033-dc"],
        ["--set-aside", "+12025550100", "--reason", "not listed"],
        ["--set-aside", "S000033-nowhere", "--reason", "no such office"],
        ["--bring-back", "nothing"],
    ],
)
def test_wrong_usage_exits_with_two(wrong: list[str]) -> None:
    assert CliRunner().invoke(offices, wrong).exit_code == 2


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stored:
    """An installation with a database."""
    return Stored.make(tmp_path, monkeypatch)


def listed(office: str) -> dict[str, object]:
    found = json.loads(run("--state", "VT", "--json").stdout)["offices"]
    return next(one for one in found if one["office"] == office)


def test_an_office_is_set_aside_and_brought_back(stored: Stored) -> None:
    done = run("--set-aside", "S000033-dc", "--reason", "rings on", "--as", "ann@example.org")
    assert done.stdout == "+12022245141 is set aside: every process heeds it within seconds.\n"
    aside = listed("S000033-dc")["set_aside"]
    assert isinstance(aside, dict)
    assert (aside["reason"], aside["by"]) == ("rings on", "ann@example.org")
    assert run("--state", "VT").stdout.splitlines()[0].endswith("by ann@example.org: rings on")
    again = run("--set-aside", "(202) 224-5141", "--reason", "again", "--json")
    assert json.loads(again.stdout) == {"number": "+12022245141", "changed": False}
    back = run("--bring-back", "+12022245141", "--as", "bea@example.org", "--json")
    assert json.loads(back.stdout)["changed"]
    with stored.services.engine.connect() as connection:
        assert connection.execute(select(SET_ASIDE.c.by)).scalar_one() == "bea@example.org"
    assert listed("S000033-dc")["set_aside"] is None
    assert "already" in run("--bring-back", "S000033-dc").stdout


def test_what_would_choose_lines_to_list_is_refused_beside_a_change() -> None:
    for change in (["--bring-back", "S000033-dc"], ["--set-aside", "S000033-dc", "--reason", "x"]):
        result = CliRunner().invoke(offices, [*change, "--state", "VT"])
        assert result.exit_code == 2
        assert "leave them out" in result.output


def test_how_many_of_the_last_calls_were_answered_is_told(stored: Stored) -> None:
    for sid, said in enumerate(["completed", "completed", "busy", "no-answer", "canceled", None]):
        dialed(stored, f"CA-{sid}", DialResult(said) if said else None)
    assert (listed("S000033-dc")["calls"], listed("S000033-dc")["answered"]) == (4, 2)
    assert listed("S000033-burlington")["calls"] == 0
    assert "; 2 of 4 calls answered" in run("--state", "VT").stdout


def dialed(stored: Stored, sid: str, result: DialResult | None) -> None:
    services = stored.services
    senator = services.knowledge.directory.senator("S000033")
    assert senator
    begun = LegBegun(1, "S000033", Choice(senator.offices[0], "open"))
    now, caller = services.clock.now(), services.phones.read("+18025550142")
    about = RingBack("s54", "0123456789ab", Language.EN, "VT")

    def work(tx: Transaction) -> None:
        call = tx.calls.arrived(sid, caller, None, about, "+12025550154", now)
        tx.legs.begin(call.id, begun, now)
        if result:
            tx.legs.end(call.id, 1, result, 30, now)

    services.store.run(work)


def test_what_the_router_knows_of_a_line_is_told(senate_office: Office) -> None:
    now = datetime(2026, 11, 24, 17, tzinfo=UTC)
    number = senate_office.phone
    busy = LineState(now).after(LineSign.BUSY, 0, 2, now).after(LineSign.BUSY, 0, 2, now)
    known = Known(lines=LineView({number: busy}, {number: 1}))
    senator = read_directory(SHIPPED).senators[0]
    assert line(senator, senate_office, now, known).endswith(
        "; 0% of late calls were answered, 1 of ours on it"
    )
    told = fields(senator, senate_office, now, known)["line"]
    assert told == {
        "told": "0% of late calls were answered",
        "ours": 1,
        "takes": known.lines.capacity(number, now) if known.lines else 0,
        "mailbox_full": False,
    }


@pytest.fixture
def senate_office() -> Office:
    """Any."""
    return read_directory(SHIPPED).senators[0].offices[0]
