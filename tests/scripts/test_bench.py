"""A benchmark's figures come out as a table and as JSON, and a missed limit is a failure."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SENTENCES = ROOT / "tests" / "domain" / "opt_out_sentences.tsv"
LABELS = ("stop", "doubt", "wrong_number", "other")
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


def test_stops_are_told_from_the_cause_within_the_limits(tmp_path: Path) -> None:
    done = bench(tmp_path, "stops", "--json", str(tmp_path / "stops.json"))
    assert done.returncode == 0, done.stdout
    figures = json.loads((tmp_path / "stops.json").read_text())["figures"]
    limited = [one for one in figures if one["within"] is not None]
    assert len(limited) == 6
    assert all(one["within"] for one in limited)


def test_the_sentences_are_many_in_both_languages_and_mostly_no_stops() -> None:
    rows = [line.split("\t") for line in SENTENCES.read_text(encoding="utf-8").splitlines()[1:]]
    labels = Counter((label, language) for label, language, _, _ in rows)
    assert len({words for *_, words in rows}) > 1000
    assert all(labels[label, each] >= 20 for label in LABELS for each in ("en", "es"))
    assert labels["other", "en"] + labels["other", "es"] >= 0.4 * len(rows)


def test_a_benchmark_that_is_not_there_is_wrong_usage(kept: Path) -> None:
    done = bench(kept, "nonsense")
    assert done.returncode == 2
    assert "start" in done.stderr
