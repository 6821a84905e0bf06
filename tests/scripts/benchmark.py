"""A piece of a benchmark, run as scripts/bench runs the whole."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def printed(snippet: str) -> str:
    """What a piece of Python prints that may import the benchmarks; it has to end well."""
    done = subprocess.run(
        [sys.executable, "-c", snippet],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": f"{ROOT / 'scripts'}:{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
