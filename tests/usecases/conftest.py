"""Use cases on a real database, with twins for carrier, queue and clock."""

from collections.abc import Iterator

import pytest

from tests.twins.house import House


@pytest.fixture
def house(database: str) -> Iterator[House]:
    """Everything wired, nobody known yet."""
    house = House(database)
    yield house
    house.engine.dispose()


@pytest.fixture
def listening(house: House) -> House:
    """A house that has looked for missed texts once, an hour ago."""
    house.fetch_missed()
    house.clock.move(hours=1)
    return house
