"""The migrations and the tables say the same, and go both ways."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from service.adapters.sql.engine import open_engine
from service.adapters.sql.migrate import downgrade, upgrade
from service.adapters.sql.tables import METADATA
from service.ports.store import MigrationFailed
from tests.twins.house import House


def tables(url: str) -> set[str]:
    engine = open_engine(url)
    found = set(inspect(engine).get_table_names()) - {"alembic_version"}
    engine.dispose()
    return found


def test_migrations_make_exactly_the_tables_of_the_code(house: House) -> None:
    with house.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_down_to_the_base_and_up_again_with_people_in_it(house: House) -> None:
    house.text("S54 05401")
    house.text("CALL")
    house.engine.dispose()
    downgrade(house.url, "base")
    assert tables(house.url) == set()
    upgrade(house.url)
    assert tables(house.url) == set(METADATA.tables)
    assert house.text("S54 05401", sid="SM-again")


def test_a_second_upgrade_changes_nothing(house: House) -> None:
    house.text("S54 05401")
    upgrade(house.url)
    assert len(house.supporters) == 1


def test_a_database_that_cannot_be_opened_is_told_with_its_cure(tmp_path: Path) -> None:
    with pytest.raises(MigrationFailed, match="check DATABASE_URL"):
        upgrade(f"sqlite:///{tmp_path}/nowhere/patchline.db")
