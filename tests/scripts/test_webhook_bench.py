"""The webhook benchmark runs whole calls through the real server."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.e2e
def test_every_webhook_of_a_call_is_measured_beside_a_bare_view() -> None:
    small = "from benchmarks.webhooks import _on; print(*_on('SQLite', '', 2), sep='\\n')"
    done = subprocess.run(
        [sys.executable, "-c", small],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": f"{ROOT / 'scripts'}:{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for name in ("text", "call arrives", "second outcome", "receipt", "nine webhooks of a call"):
        assert f"name='SQLite: {name}'" in done.stdout
