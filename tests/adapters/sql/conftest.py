"""A database of each test's own, and a store on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.adapters.sql.store import SqlStore
from tests.twins.database import empty_database
from tests.twins.house import House


@pytest.fixture
def any_database(tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database with every table."""
    with empty_database(tmp_path) as url:
        yield url


@pytest.fixture
def house(any_database: str) -> Iterator[House]:
    """Every use case on that database."""
    house = House(any_database)
    yield house
    house.engine.dispose()


@pytest.fixture
def store(house: House) -> SqlStore:
    """The store alone."""
    return house.store
