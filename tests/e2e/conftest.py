"""Installations for the end-to-end tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.installation import Installation


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """One of the test's own, not started yet."""
    made = Installation(tmp_path / "var")
    yield made
    made.end_by_force()
