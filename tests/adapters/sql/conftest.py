"""A database of each test's own, and a store on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.adapters.sql.store import SqlStore
from tests.twins.consents import Intruder, fill, intruder
from tests.twins.house import House


@pytest.fixture
def house(database: str) -> Iterator[House]:
    """Every use case on that database."""
    house = House(database)
    yield house
    house.engine.dispose()


@pytest.fixture
def store(house: House) -> SqlStore:
    """The store alone."""
    return house.store


@pytest.fixture
def filled(house: House) -> House:
    """One with a consent ledger."""
    fill(house)
    return house


@pytest.fixture
def enters(filled: House) -> Iterator[Intruder]:
    """Somebody who writes into its database."""
    with intruder(filled) as somebody:
        yield somebody


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """Where a backup may be written."""
    return tmp_path / "backup"


@pytest.fixture
def other(other_database: str) -> Iterator[House]:
    """Another installation under the same keys."""
    other = House(other_database)
    yield other
    other.engine.dispose()
