"""Figures for monitoring."""

from pathlib import Path

from service.adapters.sql.engine import open_engine
from service.adapters.sql.figures import SqlFigures
from service.adapters.vault import Vault
from tests.twins.database import sqlite_database
from tests.twins.house import HASH_KEY, PHONE_KEY, House
from tests.unprivileged import open_directory, unprivileged

VAULT = Vault(PHONE_KEY, HASH_KEY)


def test_rows_are_counted_by_where_they_stand(house: House) -> None:
    house.ring()
    house.text("what is this?")
    house.text("3PM")
    counted = SqlFigures(house.engine, house.vault).by_label()
    assert counted["supporters"] == {"ready": 1}
    assert counted["calls"] == {"ringing": 1}
    assert counted["supporters_held"] == {"False": 1}
    assert counted["waits"] == {"waiting": 1}
    assert counted["texts_received"] == {"False": 3, "True": 1}


def test_a_database_with_every_table_answers(house: House) -> None:
    assert SqlFigures(house.engine, house.vault).fault() is None


def test_a_database_without_tables_or_without_a_place_does_not(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    empty = SqlFigures(open_engine(f"sqlite:///{tmp_path}/empty.db"), VAULT)
    assert "run patchline migrate" in (empty.fault() or "")
    nowhere = SqlFigures(open_engine(f"sqlite:///{tmp_path}/no/where.db"), VAULT)
    assert "check DATABASE_URL" in (nowhere.fault() or "")


def test_a_file_that_may_only_be_read_does_not_do() -> None:
    with open_directory() as place:
        figures = SqlFigures(open_engine(sqlite_database(place)), VAULT)
        (place / "patchline.db").chmod(0o444)
        with unprivileged():
            fault = figures.fault()
    assert fault is not None
    assert fault.startswith("the database is read-only: give file and directory")
