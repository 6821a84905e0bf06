"""Installations for the end-to-end tests."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.installation import Installation
from tests.running import Running


@contextmanager
def in_use(var: Path, **environ: str) -> Iterator[Running]:
    """One in use, which has to end in order and without a traceback."""
    made = Running(var)
    made.start(**environ)
    yield made
    refused = made.refused_answers()
    status = made.installation.end(signal.SIGINT)
    made.installation.end_by_force()
    assert status == 0
    assert refused == []
    assert "Traceback" not in made.installation.said


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One for all tests of a file."""
    with in_use(tmp_path_factory.mktemp("running") / "var") as made:
        yield made


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """One of the test's own, not started yet."""
    made = Installation(tmp_path / "var")
    yield made
    made.end_by_force()
