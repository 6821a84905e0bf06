"""A database of another version says so, with the cure."""

import pytest

from service.adapters.sql.engine import open_engine
from service.adapters.sql.figures import SqlFigures
from service.adapters.sql.migrate import downgrade, upgrade
from service.adapters.sql.schema import (
    Schema,
    SchemaBehind,
    SchemaFault,
    refuse_another_schema,
    require_current_schema,
)
from service.ports.store import StoreDown
from tests.twins.house import House

NEWER = "newer than this version of Patchline .* install the version"


@pytest.fixture
def newer(house: House) -> House:
    """A house whose database, with a person in it, a later version has migrated."""
    house.text("S54 05401")
    with house.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    return house


def test_the_tables_of_this_version_are_fine(house: House) -> None:
    refuse_another_schema(house.engine)


def test_a_newer_database_is_refused(newer: House) -> None:
    with pytest.raises(SchemaFault, match=NEWER):
        refuse_another_schema(newer.engine)


@pytest.mark.parametrize("change", [upgrade, lambda url: downgrade(url, "base")])
def test_a_newer_database_is_not_migrated_either_way(newer: House, change: object) -> None:
    with pytest.raises(SchemaFault, match=NEWER):
        change(newer.url)  # type: ignore[operator]
    assert len(newer.supporters) == 1


def test_monitoring_is_told_of_a_newer_database(newer: House) -> None:
    assert "newer" in (SqlFigures(newer.engine, newer.vault).fault() or "")


@pytest.mark.parametrize(("revision", "said"), [("0001", "older"), ("base", "no tables yet")])
def test_an_older_database_is_to_be_migrated(house: House, revision: str, said: str) -> None:
    house.engine.dispose()
    downgrade(house.url, revision)
    with pytest.raises(SchemaFault, match=f"{said}.*run patchline migrate"):
        refuse_another_schema(house.engine)
    upgrade(house.url)
    refuse_another_schema(house.engine)


def test_whoever_may_be_early_waits_for_a_migration(house: House) -> None:
    house.engine.dispose()
    downgrade(house.url, "0001")
    refuse_another_schema(house.engine, early=True)
    with pytest.raises(SchemaBehind):
        house.text("S54 05401")
    upgrade(house.url)
    assert house.text("S54 05401") is not None


def test_nobody_is_too_early_for_a_newer_database(newer: House) -> None:
    with pytest.raises(SchemaFault, match=NEWER):
        refuse_another_schema(newer.engine, early=True)


@pytest.mark.parametrize(
    "url", ["sqlite:////nowhere/at/all.db", "postgresql+psycopg://nobody@/x?host=/nowhere"]
)
def test_a_database_that_is_away_is_no_other_version(url: str) -> None:
    assert isinstance(refuse_another_schema(open_engine(url)), StoreDown)
    with pytest.raises(StoreDown, match="check DATABASE_URL"):
        require_current_schema(open_engine(url), Schema())


def test_a_database_that_lost_a_table_is_as_good_as_down(house: House) -> None:
    with house.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE legs RENAME TO lx")
    told = r"has lost tables \(legs\): give them their names back"
    with pytest.raises(StoreDown, match=told):
        house.text("S54 05401")
    assert isinstance(refuse_another_schema(house.engine), StoreDown)
    with house.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE lx RENAME TO legs")
    assert house.text("S54 05401") is not None
