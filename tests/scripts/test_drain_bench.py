"""The drain benchmark takes in real webhooks that were kept aside."""

from pathlib import Path

import pytest

from tests.scripts.benchmark import printed


@pytest.mark.e2e
def test_what_was_kept_aside_is_taken_in_beside_a_slower_way(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/patchline.db"
    told = printed(f"from benchmarks.drain import _measure; print(_measure('', {url!r}, 2))")
    assert "webhooks taken in" in told
    assert "if each waits for the disk" in told
