"""``patchline senate refresh``, on files written back from the directory that ships."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from service.adapters.congress_source import (
    COMMITTEES,
    OFFICES,
    PEOPLE,
    SEATS,
    SourceFault,
)
from service.adapters.directory_file import SHIPPED, read_directory
from service.adapters.zip_table import load_zip_table
from service.commands.senate import senate
from service.domain.directory import Directory, Senator

DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


@pytest.fixture(scope="module")
def shipped() -> Directory:
    return read_directory(SHIPPED)


@pytest.fixture(scope="module")
def zip_of_zone() -> dict[tuple[str, str | None], str]:
    """Some ZIP for each state and time zone."""
    table = load_zip_table()
    places = (table.place(f"{number:05}") for number in range(100_000))
    return {(place.states[0], place.time_zone): place.zip for place in places if place.states}


@pytest.fixture
def source(tmp_path: Path, shipped: Directory, zip_of_zone: dict[Any, str]) -> Path:
    """The four files that say what the directory that ships says."""
    directory = tmp_path / "congress"
    directory.mkdir()
    write(directory / PEOPLE, [person(senator) for senator in shipped.senators])
    write(directory / OFFICES, [local(senator, zip_of_zone) for senator in shipped.senators])
    names = [{"type": "senate", "thomas_id": c, "name": n} for c, n in shipped.committees.items()]
    write(directory / COMMITTEES, names)
    write(directory / SEATS, {c: seated(shipped, c) for c in shipped.committees})
    return directory


def write(path: Path, content: object) -> None:
    path.write_text(yaml.dump(content, Dumper=DUMPER, allow_unicode=True), encoding="utf-8")


def person(senator: Senator) -> dict[str, object]:
    name = {"first": senator.first, "last": senator.last, "official_full": senator.name}
    term = {
        "type": "sen",
        "start": "2026-06-10",
        "end": senator.term_end.isoformat(),
        "state": senator.state,
        "class": senator.senate_class,
        "party": senator.party,
        "phone": senator.offices[0].phone,
    }
    return {"id": {"bioguide": senator.bioguide}, "name": name, "terms": [term]}


def local(senator: Senator, zips: dict[Any, str]) -> dict[str, object]:
    offices = [
        {
            "id": office.id,
            "city": office.city,
            "zip": zips[senator.state, office.time_zone],
            "phone": office.phone,
        }
        for office in senator.offices[1:]
    ]
    return {"id": {"bioguide": senator.bioguide}, "offices": offices}


def seated(directory: Directory, code: str) -> list[dict[str, str]]:
    return [{"bioguide": s.bioguide} for s in directory.senators if code in s.committees]


def drop_senator(source: Path, bioguide: str) -> None:
    people = yaml.safe_load((source / PEOPLE).read_text("utf-8"))
    write(source / PEOPLE, [one for one in people if one["id"]["bioguide"] != bioguide])


def refresh(source: Path, target: Path, *more: str) -> Result:
    arguments = ["refresh", "--from", str(source), "--to", str(target), *more]
    return CliRunner().invoke(senate, arguments)


def test_a_refresh_writes_the_directory_that_the_source_describes(
    source: Path, tmp_path: Path
) -> None:
    target = tmp_path / "senate.json"
    result = refresh(source, target)
    assert result.exit_code == 0
    assert target.read_bytes() == SHIPPED.read_bytes()
    assert "100 senators, 534 offices, 530 numbers; data of 2026-06-10" in result.output
    assert f"Written to {target}." in result.output


def test_json_is_one_object_and_nothing_else(source: Path, tmp_path: Path) -> None:
    result = refresh(source, tmp_path / "senate.json", "--json")
    summary = json.loads(result.stdout)
    assert {k: v for k, v in summary.items() if k != "warnings"} == {
        "written": True,
        "senators": 100,
        "offices": 534,
        "numbers": 530,
        "faults": [],
        "data_date": "2026-06-10",
        "restart_needed": False,
    }
    assert any("Jon Husted (OH)" in text for text in summary["warnings"])


def test_a_fault_leaves_the_old_file_says_why_and_exits_with_one(
    source: Path, tmp_path: Path
) -> None:
    target = tmp_path / "senate.json"
    target.write_text("the old file", encoding="utf-8")
    drop_senator(source, "S000033")
    result = refresh(source, target)
    assert result.exit_code == 1
    assert "fault: VT: 1 of 2 seats" in result.output
    assert "Not written" in result.output
    assert target.read_text("utf-8") == "the old file"


def test_a_fault_in_json_has_the_same_exit_status(source: Path, tmp_path: Path) -> None:
    drop_senator(source, "S000033")
    result = refresh(source, tmp_path / "senate.json", "--json")
    summary = json.loads(result.stdout)
    assert result.exit_code == 1
    assert summary["written"] is False
    assert len(summary["faults"]) == 1
    assert not (tmp_path / "senate.json").exists()


def test_a_vacant_seat_that_is_named_is_written_down(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "senate.json"
    drop_senator(source, "S000033")
    result = refresh(source, target, "--vacant", "vt:1")
    assert result.exit_code == 0
    assert read_directory(target).vacant == (("VT", 1),)
    assert "change: VT:1: Bernard Sanders → vacant" in result.output


def test_the_date_of_the_data_can_be_given(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "senate.json"
    assert refresh(source, target, "--data-date", "2026-06-12").exit_code == 0
    assert read_directory(target).generated == date(2026, 6, 12)


def test_without_to_the_file_goes_where_patchline_keeps_its_data(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "kept"))
    result = CliRunner().invoke(senate, ["refresh", "--from", str(source)])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "kept" / "senate.json").read_bytes() == SHIPPED.read_bytes()
    assert result.output.endswith("Restart Patchline: running processes keep the old directory.\n")
    again = CliRunner().invoke(senate, ["refresh", "--from", str(source), "--json"])
    assert json.loads(again.stdout)["restart_needed"] is True


def test_a_directory_without_the_files_is_a_fault_of_its_own(tmp_path: Path) -> None:
    result = refresh(tmp_path, tmp_path / "senate.json")
    assert isinstance(result.exception, SourceFault)
    assert not (tmp_path / "senate.json").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        ["--vacant", "Vermont"],
        ["--vacant", "VT:4"],
        ["--data-date", "June"],
        ["--from", "/no/such/directory"],
    ],
)
def test_wrong_usage_exits_with_two(tmp_path: Path, wrong: list[str]) -> None:
    assert refresh(tmp_path, tmp_path / "senate.json", *wrong).exit_code == 2
