"""``patchline campaigns check`` tells an organizer what is wrong, and a script too."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from service.commands.campaigns import campaigns

SHIPPED = Path(__file__).parents[2] / "campaigns"


def check(*arguments: str) -> Result:
    return CliRunner().invoke(campaigns, ["check", *arguments])


@pytest.fixture(autouse=True)
def empty_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings and no refreshed directory: what a newcomer has."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.chdir(home)
    monkeypatch.setenv("VAR_DIR", str(home / "var"))


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A directory with one campaign that has two faults."""
    source = (SHIPPED / "s54.toml").read_text(encoding="utf-8")
    source = source.replace("order = 1", "order = 'x'").replace("Senator {last} to", "{sen} to")
    (tmp_path / "s54.toml").write_text(source, encoding="utf-8")
    return tmp_path


def test_sound_campaigns_take_a_line_each() -> None:
    result = check(str(SHIPPED))
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert [line.split()[:2] for line in lines] == [
        ["s54", "call"], ["dhs-funding", "call"], ["platform", "info"],
    ]  # fmt: skip
    assert "PLATFORM, PLATAFORMA" in lines[2]
    assert "en 2 segments, es 5 segments" in lines[2]


def test_sound_campaigns_as_json() -> None:
    result = check(str(SHIPPED), "--json")
    report = json.loads(result.stdout)
    assert result.exit_code == 0
    assert report["faults"] == []
    assert report["campaigns"][0]["slug"] == "s54"
    assert report["campaigns"][0]["keywords"]["es"][0] == "FAMILIAS"
    assert report["campaigns"][2]["longest_text_segments"] == {"en": 2, "es": 5}


def test_every_fault_takes_a_line_with_file_key_and_reason(broken: Path) -> None:
    result = check(str(broken))
    assert result.exit_code == 1
    assert "s54.toml: order: must be a whole number" in result.output
    assert "voice.en.script.none: unknown placeholder {sen}; use one of" in result.output


def test_faults_as_json(broken: Path) -> None:
    result = check(str(broken), "--json")
    report = json.loads(result.stdout)
    assert result.exit_code == 1
    assert report["campaigns"] == []
    assert report["faults"][0]["key"] == "order"
    assert report["faults"][0]["file"].endswith("s54.toml")


def test_the_default_is_the_directory_of_the_settings(
    broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAMPAIGNS_DIR", str(broken))
    assert check().exit_code == 1
    monkeypatch.setenv("CAMPAIGNS_DIR", str(SHIPPED))
    assert check().exit_code == 0


def test_a_directory_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    result = check(str(tmp_path / "none"))
    assert result.exit_code == 1
    assert "no such directory" in result.output


def test_a_committee_on_which_nobody_sits_is_a_fault(tmp_path: Path) -> None:
    source = (SHIPPED / "s54.toml").read_text(encoding="utf-8")
    (tmp_path / "s54.toml").write_text(source.replace('"SSJU"', '"SSXX"'), encoding="utf-8")
    result = check(str(tmp_path), "--json")
    (fault,) = json.loads(result.stdout)["faults"]
    assert result.exit_code == 1
    assert fault["key"] == "positions.committee"
    assert fault["reason"].startswith("no senator sits on SSXX; the directory of 2026-06-10 has")
    assert "SSJU" in fault["reason"]


def test_a_senator_who_does_not_sit_is_a_warning(tmp_path: Path) -> None:
    source = (SHIPPED / "s54.toml").read_text(encoding="utf-8")
    (tmp_path / "s54.toml").write_text(source.replace("B001288", "L000174"), encoding="utf-8")
    result = check(str(tmp_path))
    assert result.exit_code == 0
    assert f"warning: {tmp_path}/s54.toml: positions.sponsor: L000174 is not" in result.output
    report = json.loads(check(str(tmp_path), "--json").stdout)
    assert report["faults"] == []
    assert [one["key"] for one in report["warnings"]] == ["positions.sponsor"]


def test_faults_and_warnings_are_told_in_one_run(broken: Path) -> None:
    path = broken / "s54.toml"
    source = path.read_text(encoding="utf-8").replace('"SSJU"', '"SSXX"')
    path.write_text(source.replace("B001288", "L000174"), encoding="utf-8")
    report = json.loads(check(str(broken), "--json").stdout)
    keys = [fault["key"] for fault in report["faults"]]
    assert {"order", "positions.committee", "voice.en.script.none"} <= set(keys)
    assert [one["key"] for one in report["warnings"]] == ["positions.sponsor"]
