"""``patchline report``."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from service.commands.report import report
from service.domain.call_effects import LegBegun
from service.domain.directory import Office, OfficeKind
from service.domain.leg_result import DialResult, Outcome
from service.domain.rings import RingBack
from service.domain.routing import Choice
from service.domain.words import Language
from service.ports.store import Transaction
from tests.commands.stored import Stored

BUSY, DONE = DialResult.BUSY, DialResult.COMPLETED
GONE = Office("Z000009-dc", OfficeKind.DC, "Washington", "+12022240001", "America/New_York")


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stored:
    """An installation with a database."""
    return Stored.make(tmp_path, monkeypatch)


def called(
    stored: Stored,
    at: datetime,
    *results: tuple[DialResult, Outcome | None],
    campaign: str = "s54",
    whose: str = "S000033",
) -> None:
    """A call with a leg for each result, to one office of this senator after the other."""
    services = stored.services
    senator = services.knowledge.directory.senator(whose)
    offices = senator.offices if senator else (GONE,)
    caller = services.phones.read("+18025550142")
    about = RingBack(campaign, "0123456789ab", Language.EN, "VT")

    def work(tx: Transaction) -> None:
        call = tx.calls.arrived(f"CA {at} {campaign}", caller, None, about, "+12025550154", at)
        for step, (result, outcome) in enumerate(results):
            begun = LegBegun(step, whose, Choice(offices[step], "open"))
            for _ in range(2):  # webhooks come twice
                tx.legs.begin(call.id, begun, at)
                tx.legs.end(call.id, step, result, 30, at)
                if outcome:
                    tx.legs.tell(call.id, step, outcome, at)

    services.store.run(work)


def told(*arguments: str) -> dict[str, Any]:
    result = CliRunner().invoke(report, [*arguments, "--json"])
    assert result.exit_code == 0, result.output
    read: dict[str, Any] = json.loads(result.stdout)
    return read


def totals(*arguments: str) -> dict[str, int]:
    return {row["key"]: row["total"] for row in told(*arguments)["rows"]}


def test_what_came_of_legs_is_counted_for_each_senator(stored: Stored) -> None:
    noon = datetime(2026, 11, 24, 17, tzinfo=UTC)
    called(stored, noon, (BUSY, None), (DONE, Outcome.SPOKE))
    called(stored, noon, (DONE, None), campaign="s55", whose="Z000009")
    counted = told()
    bernie, gone = counted["rows"]
    assert (bernie["name"], bernie["busy"], bernie["reached"]) == ("Bernard Sanders (VT)", 1, 1)
    assert (gone["name"], gone["not_said"], gone["total"]) == ("Z000009", 1, 1)
    assert counted["total"]["total"] == 3
    assert totals("--by", "office") == {
        "S000033-dc": 1,
        "S000033-burlington": 1,
        "Z000009-dc": 1,
    }
    assert totals("--by", "campaign") == {"s54": 2, "s55": 1}


def test_hours_and_days_are_those_of_washington(stored: Stored) -> None:
    called(stored, datetime(2026, 7, 1, 16, 59, tzinfo=UTC), (DONE, None))
    called(stored, datetime(2026, 11, 25, 4, 59, tzinfo=UTC), (DONE, None))
    called(stored, datetime(2026, 11, 25, 5, 0, tzinfo=UTC), (DONE, None))
    assert totals("--by", "hour") == {"12:00": 1, "23:00": 1, "00:00": 1}
    assert totals("--by", "hour", "--until", "2026-11-24") == {"12:00": 1, "23:00": 1}
    assert totals("--by", "hour", "--since", "2026-11-24") == {"23:00": 1, "00:00": 1}
    assert totals("--since", "2026-11-24", "--until", "2026-11-24") == {"S000033": 1}


def test_on_a_terminal_it_is_a_table_with_a_total(stored: Stored) -> None:
    assert CliRunner().invoke(report).stdout == "No office was dialed.\n"
    called(stored, datetime(2026, 11, 24, 17, tzinfo=UTC), (BUSY, None), (DONE, Outcome.MESSAGE))
    lines = CliRunner().invoke(report).stdout.splitlines()
    assert lines[0].split("  ")[-1] == "total"
    assert lines[1].split() == ["Bernard", "Sanders", "(VT)", *"0101002"]
    assert lines[2].split() == ["total", *"0101002"]
    assert len({len(line) for line in lines}) == 1


def test_without_a_database_the_cure_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))
    result = CliRunner().invoke(report)
    assert "run patchline migrate" in str(result.exception)


@pytest.mark.parametrize(
    "wrong",
    [
        ["--by", "party"],
        ["--since", "yesterday"],
        ["--until", "9999-12-31"],
        ["--since", "2026-02-02", "--until", "2026-02-01"],
    ],
)
def test_wrong_usage_exits_with_two(wrong: list[str]) -> None:
    assert CliRunner().invoke(report, wrong).exit_code == 2
