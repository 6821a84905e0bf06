"""``patchline campaigns check`` tells an organizer what is wrong, and a script too."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from service.commands.campaigns import campaigns

SHIPPED = Path(__file__).parents[2] / "campaigns"


def check(*arguments: str) -> Result:
    return CliRunner().invoke(campaigns, ["check", *arguments])


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
    assert "en 3 segments, es 5 segments" in lines[2]


def test_sound_campaigns_as_json() -> None:
    result = check(str(SHIPPED), "--json")
    report = json.loads(result.stdout)
    assert result.exit_code == 0
    assert report["faults"] == []
    assert report["campaigns"][0]["slug"] == "s54"
    assert report["campaigns"][0]["keywords"]["es"][0] == "FAMILIAS"
    assert report["campaigns"][2]["longest_text_segments"] == {"en": 3, "es": 5}


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
