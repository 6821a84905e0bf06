"""A database of each test's own, and a store on it."""

from collections.abc import Iterator

import pytest

from service.adapters.sql.store import SqlStore
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
