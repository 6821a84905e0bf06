"""The drawing of the diagrams."""

import subprocess
import sys
from pathlib import Path

from service.domain.state_hours import READ_ON, STATE_HOURS

ROOT = Path(__file__).parents[2]


def check() -> int:
    command = [sys.executable, "scripts/draw_diagrams.py", "--check"]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def test_the_diagrams_in_the_documentation_are_those_of_the_tables() -> None:
    assert check() == 0, "run scripts/draw_diagrams.py"


def test_the_page_about_quiet_hours_has_the_law_of_every_state_in_the_table() -> None:
    text = (ROOT / "docs" / "quiet-hours.md").read_text(encoding="utf-8")
    for state, law in STATE_HOURS.items():
        assert f"\n| {state} | " in text
        assert law.source in text
    assert f"{READ_ON:%Y-%m-%d}" in text


def test_a_diagram_names_every_stage_of_its_table() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    for stage in ("asked_zip", "stopped", "text_offer", "outcome"):
        assert f"{stage} -->" in text
