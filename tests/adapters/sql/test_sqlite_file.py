"""A SQLite file that is away for a while, or comes back as another."""

from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from service.adapters.sql.engine import empty_log, open_engine
from service.adapters.sql.migrate import upgrade
from service.ports.store import StoreDown
from tests.twins.database import sqlite_database
from tests.twins.house import House


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A house on a file, with a person in it and a connection in its pool."""
    house = House(sqlite_database(tmp_path))
    house.text("S54")
    return house


def move(house: House, place: Path) -> None:
    """Move the database with what SQLite keeps beside it, as a volume takes it along."""
    place.mkdir(exist_ok=True)
    for file in Path(house.engine.url.database or "").parent.glob("patchline.db*"):
        file.rename(place / file.name)


def bring_back(house: House, place: Path) -> None:
    for file in place.iterdir():
        file.rename(Path(house.engine.url.database or "").with_name(file.name))


def supporters(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM supporters").scalar_one())


def test_a_file_that_is_away_is_an_outage_and_none_is_made_in_its_place(
    house: House, tmp_path: Path
) -> None:
    move(house, tmp_path / "away")
    with pytest.raises(StoreDown, match=r"its file is not there.*check DATABASE_URL.*volume"):
        house.text("S54 05401")
    empty_log(house.engine)
    assert [one.name for one in tmp_path.iterdir()] == ["away"]


def test_it_is_used_again_once_it_is_back(house: House, tmp_path: Path) -> None:
    move(house, tmp_path / "away")
    with pytest.raises(StoreDown):
        house.text("S54 05401")
    bring_back(house, tmp_path / "away")
    house.text("S54 05401")
    assert [row.stage for row in house.supporters] == ["ready"]


def test_nobody_stays_on_a_file_that_another_took_the_place_of(
    house: House, tmp_path: Path
) -> None:
    connected = [house.engine.connect() for _ in range(3)]
    for connection in connected:
        connection.close()
    move(house, tmp_path / "away")
    upgrade(house.url)
    assert [supporters(house.engine) for _ in range(4)] == [0] * 4
    move(house, tmp_path / "stray")
    bring_back(house, tmp_path / "away")
    assert [supporters(house.engine) for _ in range(4)] == [1] * 4


def test_what_stands_in_the_log_only_outlives_whoever_leaves_a_stray(
    house: House, tmp_path: Path
) -> None:
    """SQLite removes a log as its last connection closes: it must be no other file's."""
    move(house, tmp_path / "away")
    upgrade(house.url)
    assert supporters(house.engine) == 0
    for file in tmp_path.glob("patchline.db*"):
        file.unlink()
    bring_back(house, tmp_path / "away")
    assert (tmp_path / "patchline.db-wal").stat().st_size
    assert supporters(house.engine) == 1


def test_a_migration_makes_the_file(tmp_path: Path) -> None:
    upgrade(f"sqlite:///{tmp_path}/new.db")
    assert supporters(open_engine(f"sqlite:///{tmp_path}/new.db")) == 0


def test_a_name_with_odd_signs_leads_to_that_file(tmp_path: Path) -> None:
    engine = open_engine(sqlite_database(tmp_path, "a ñ #.db"))
    assert supporters(engine) == 0
    assert [one.name for one in tmp_path.glob("*.db")] == ["a ñ #.db"]


def test_a_place_that_is_relative_stays_the_one_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sqlite_database(tmp_path)
    monkeypatch.chdir(tmp_path)
    engine = open_engine("sqlite:///patchline.db")
    monkeypatch.chdir("/")
    assert supporters(engine) == 0


def test_a_place_that_is_a_file_is_no_place(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DBAPIError, match="its file is not there"):
        supporters(open_engine(f"sqlite:///{tmp_path}/file/patchline.db"))
