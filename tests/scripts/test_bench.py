"""A benchmark's figures come out as a table and as JSON, and a missed limit is a failure."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_EXAMPLE = """
from benchmarks.figure import Figure

def main():
    return [
        Figure("speed", 1234.0, "texts/s", "at least 1,000 texts/s", {within}),
        Figure("peer", 2, "ms", "peer: 3 ms"),
    ]
"""


def bench(extra: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the runner with one benchmark more, ``example``."""
    begin = (
        f"import benchmarks; benchmarks.__path__.append({str(extra)!r}); "
        "from benchmarks.__main__ import bench; bench()"
    )
    path = os.pathsep.join([str(ROOT / "scripts"), str(ROOT)])
    return subprocess.run(
        [sys.executable, "-c", begin, *arguments],
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    (tmp_path / "example.py").write_text(_EXAMPLE.format(within=True))
    return tmp_path


def test_the_table_is_followed_by_one_json_object(kept: Path) -> None:
    done = bench(kept, "example")
    *lines, last = done.stdout.splitlines()
    assert done.returncode == 0
    assert re.fullmatch(r"speed +1,234 texts/s +at least 1,000 texts/s +kept", lines[1])
    assert re.fullmatch(r"peer +2 ms +peer: 3 ms", lines[2])
    assert json.loads(last)["figures"][0]["value"] == 1234.0


def test_the_json_can_go_to_a_file(kept: Path, tmp_path: Path) -> None:
    done = bench(kept, "example", "--json", str(tmp_path / "out.json"))
    assert "{" not in done.stdout
    assert json.loads((tmp_path / "out.json").read_text())["benchmark"] == "example"


def test_a_missed_limit_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "example.py").write_text(_EXAMPLE.format(within=False))
    done = bench(tmp_path, "example")
    assert done.returncode == 1
    assert "MISSED" in done.stdout


def test_a_benchmark_that_is_not_there_is_wrong_usage(kept: Path) -> None:
    done = bench(kept, "nonsense")
    assert done.returncode == 2
    assert "start" in done.stderr
