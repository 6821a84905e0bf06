"""The migrations and the tables say the same, and go both ways."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from service.adapters.sql.engine import open_engine
from service.adapters.sql.migrate import downgrade, upgrade
from service.adapters.sql.schema import MIGRATIONS
from service.adapters.sql.tables import METADATA
from service.domain.records import CallStatus
from service.ports.store import MigrationFailed
from tests.twins.house import House

EARLIEST = ("calls", "decisions", "legs", "messages", "pace", "supporters", "suppressions", "texts")
"""The tables that the first migration made."""


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


def lived(house: House) -> None:
    """Rows in every table that the first migration made."""
    house.text("S54 05401")
    call = house.ring()
    call.answer()
    call.press("1")
    call.through_the_senate()
    call.ends(CallStatus.COMPLETED)
    house.text("what is this?")
    house.store.run(lambda tx: tx.supporters.suppress("+18025550199", house.clock.now()))
    house.store.run(lambda tx: tx.legs.no_office(1, 99))


def rows(house: House) -> dict[str, int]:
    """How many stand in each table; what migrations name their own is left out."""
    return {table.name: len(house.rows(table)) for table in METADATA.sorted_tables}


def test_every_migration_goes_down_and_up_again_with_what_people_did(house: House) -> None:
    lived(house)
    before = rows(house)
    assert all(before[name] for name in EARLIEST), before
    scripts = ScriptDirectory(str(MIGRATIONS))
    steps = [script.revision for script in scripts.walk_revisions()]
    house.engine.dispose()
    for revision in steps[1:]:
        downgrade(house.url, revision)
        assert counted(house.url) == {name: before[name] for name in EARLIEST}
    for revision in reversed(steps):
        upgrade(house.url, revision)
        assert counted(house.url) == {name: before[name] for name in EARLIEST}
    (person,) = house.supporters
    (leg, *_) = house.legs
    assert (person.zip, leg.call_id, house.messages[0].supporter_id) == ("05401", 1, person.id)
    assert house.messages[0].call_id == 1
    test_migrations_make_exactly_the_tables_of_the_code(house)
    assert house.text("HELP")


def counted(url: str) -> dict[str, int]:
    """Rows of the tables that every migration has, read as any version would."""
    engine = open_engine(url)
    with engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one()
            for name in EARLIEST
        }
    engine.dispose()
    return found


def test_two_who_migrate_at_once_get_there_both(database: str) -> None:
    downgrade(database, "base")
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(upgrade, [database] * 2))
    assert tables(database) == set(METADATA.tables)


def test_a_second_upgrade_changes_nothing(house: House) -> None:
    house.text("S54 05401")
    upgrade(house.url)
    assert len(house.supporters) == 1


def test_a_database_that_cannot_be_opened_is_told_with_its_cure(tmp_path: Path) -> None:
    with pytest.raises(MigrationFailed, match="check DATABASE_URL"):
        upgrade(f"sqlite:///{tmp_path}/nowhere/patchline.db")
