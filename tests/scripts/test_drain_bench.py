"""The drain benchmark takes in real webhooks that were kept aside."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.e2e
def test_what_was_kept_aside_is_taken_in_beside_a_slower_way(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/patchline.db"
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            f"from benchmarks.drain import _measure; print(_measure('', {url!r}, 2))",
        ],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": f"{ROOT / 'scripts'}:{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "webhooks taken in" in done.stdout
    assert "if each waits for the disk" in done.stdout
