"""The command that builds the ZIP table."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts" / "build_zip_table.py"


def build(script: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(script), *arguments], capture_output=True, text=True, check=False
    )


def copy_of_the_tree(tmp_path: Path) -> Path:
    """The script beside a copy of its input, in a tree of the same shape."""
    data = tmp_path / "service" / "data"
    data.mkdir(parents=True)
    (tmp_path / "scripts").mkdir()
    script = tmp_path / "scripts" / SCRIPT.name
    script.write_bytes(SCRIPT.read_bytes())
    (data / "zips.toml").write_bytes((ROOT / "service" / "data" / "zips.toml").read_bytes())
    return script


def test_the_table_in_the_repository_is_the_one_that_would_be_built() -> None:
    done = build(SCRIPT, "--check")
    assert (done.returncode, done.stdout) == (0, "the ZIP table is up to date\n")


def test_building_gives_the_same_bytes_and_check_sees_a_change(tmp_path: Path) -> None:
    script = copy_of_the_tree(tmp_path)
    table = tmp_path / "service" / "data" / "zips.txt"
    assert build(script).returncode == 0
    assert table.read_bytes() == (ROOT / "service" / "data" / "zips.txt").read_bytes()
    table.write_text(table.read_text("utf-8").replace("America/Phoenix", "America/Denver"), "utf-8")
    assert build(script, "--check").returncode == 1


def test_a_split_that_leaves_out_the_state_of_the_source_is_refused(tmp_path: Path) -> None:
    script = copy_of_the_tree(tmp_path)
    facts = tmp_path / "service" / "data" / "zips.toml"
    facts.write_text(facts.read_text("utf-8") + '"05401" = ["NH", "NY"]\n', "utf-8")
    done = build(script)
    assert done.returncode == 1
    assert "05401 lies in VT" in done.stderr
