"""Use cases on a real database, with twins for carrier, queue and clock."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.twins.database import empty_database
from tests.twins.house import House


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Everything wired, nobody known yet."""
    with empty_database(tmp_path) as url:
        house = House(url)
        yield house
        house.engine.dispose()
