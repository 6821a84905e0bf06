"""Installations for the end-to-end tests."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.installation import Installation
from tests.running import Running


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One in use, for all tests of a file; it has to end in order and without a traceback."""
    made = Running(tmp_path_factory.mktemp("running") / "var")
    made.start()
    yield made
    refused = made.refused_answers()
    status = made.installation.end(signal.SIGINT)
    made.installation.end_by_force()
    assert status == 0
    assert refused == []
    assert "Traceback" not in made.installation.said


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """One of the test's own, not started yet."""
    made = Installation(tmp_path / "var")
    yield made
    made.end_by_force()
