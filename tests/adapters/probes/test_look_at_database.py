"""The database as it is found: its tables, its clock, its keys, and why it cannot be used."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import make_url

from service.adapters.probes.database import look_at_database
from service.adapters.sql import engine as engines
from service.adapters.sql.engine import open_engine
from service.adapters.sql.halts import SqlHalts
from service.adapters.sql.key_marks import WrongKeys, mark_keys
from service.adapters.sql.migrate import downgrade
from service.adapters.vault import Vault
from service.domain.halt import Halt
from service.domain.refusal import Refusal
from service.ports.probes import CannotLook, Database, Revision
from tests.processes import free_ports
from tests.twins.database import sqlite_database
from tests.twins.house import HASH_KEY, PHONE_KEY, TEXAN, House
from tests.twins.postgres import Databases
from tests.unprivileged import open_directory, unprivileged

NOW = datetime(2026, 11, 24, 16, tzinfo=UTC)
VAULT = Vault(PHONE_KEY, HASH_KEY)
OTHER_VAULTS = {"PHONE_KEY": Vault(HASH_KEY, HASH_KEY), "HASH_KEY": Vault(PHONE_KEY, PHONE_KEY)}


def look(url: str) -> Database:
    return look_at_database(url, VAULT, NOW)


def run(url: str, statement: str) -> None:
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def test_one_that_is_up_to_date_tells_what_it_is(database: str) -> None:
    seen = look(database)
    assert seen.product.split()[0] in {"SQLite", "PostgreSQL"}
    assert seen.product[-1].isdigit()
    assert seen.revision is Revision.CURRENT


def test_a_halt_of_all_sending_is_seen_as_long_as_it_stands(database: str) -> None:
    assert look(database).halt is None
    engine = open_engine(database)
    with engine.begin() as connection:
        SqlHalts(connection).begin(20003, NOW - timedelta(hours=1), NOW + timedelta(minutes=5))
    engine.dispose()
    assert look(database).halt == Halt(20003, NOW - timedelta(hours=1))
    assert look_at_database(database, VAULT, NOW + timedelta(minutes=5)).halt is None


def test_what_the_carrier_refuses_is_seen_for_a_day(database: str) -> None:
    engine = open_engine(database)
    with engine.begin() as connection:
        SqlHalts(connection).refuse(21215, NOW, NOW + timedelta(days=1))
    engine.dispose()
    assert look(database).refusals == [Refusal(21215, NOW)]
    assert look_at_database(database, VAULT, NOW + timedelta(days=1)).refusals == []


@pytest.mark.parametrize("name", ["PHONE_KEY", "HASH_KEY"])
def test_one_that_was_filled_under_another_key_is_told_and_left_alone(
    database: str, name: str
) -> None:
    look_at_database(database, OTHER_VAULTS[name], NOW)  # one without a mark is not marked
    engine = open_engine(database)
    mark_keys(engine, VAULT)
    engine.dispose()
    assert look_at_database(database, VAULT, NOW).revision is Revision.CURRENT
    with pytest.raises(WrongKeys, match=name):
        look_at_database(database, OTHER_VAULTS[name], NOW)


def test_those_in_doubt_are_counted(database: str) -> None:
    house = House(database)
    house.text("enough already")
    house.text("S54", TEXAN)
    house.engine.dispose()
    assert look(database).held == 1


@pytest.mark.parametrize("table", ["calls", "supporters"])
def test_a_table_that_is_gone_is_named(database: str, table: str) -> None:
    run(database, f"ALTER TABLE {table} RENAME TO cx")
    seen = look(database)
    assert (seen.revision, seen.missing) == (Revision.CURRENT, [table])


def test_tables_of_an_older_version_are_told_apart_from_those_of_a_newer(database: str) -> None:
    run(database, "UPDATE alembic_version SET version_num = '9999'")
    assert look(database).revision is Revision.NEWER
    run(database, "DELETE FROM alembic_version")
    assert look(database).revision is Revision.NONE


def test_tables_before_the_last_migration_are_older(database: str) -> None:
    downgrade(database, "-1")
    assert look(database).revision is Revision.OLDER


@pytest.mark.postgres
def test_a_server_has_a_clock_of_its_own_and_a_file_has_none(
    postgres: Databases, tmp_path: Path
) -> None:
    with postgres.empty() as url:
        at = look(url).at
    assert at is not None
    assert abs(datetime.now(UTC) - at) < timedelta(seconds=30)
    file = tmp_path / "p.db"
    file.touch()
    seen = look(f"sqlite:///{file}")
    assert (seen.at, seen.revision) == (None, Revision.NONE)


@pytest.mark.postgres
def test_a_server_that_takes_nothing_is_told(postgres: Databases) -> None:
    with postgres.empty() as url:
        options = {"options": "-c default_transaction_read_only=on"}
        read_only = make_url(url).update_query_dict(options)
        with pytest.raises(CannotLook, match="is read-only") as caught:
            look(read_only.render_as_string(hide_password=False))
    assert "the primary server" in caught.value.cure


def test_a_file_that_may_only_be_read_is_told() -> None:
    with open_directory() as place:
        url = sqlite_database(place)
        (place / "patchline.db").chmod(0o444)
        with unprivileged(), pytest.raises(CannotLook, match="is read-only") as caught:
            look(url)
    assert "give file and directory" in caught.value.cure


@pytest.mark.postgres
def test_an_option_that_there_is_none_of_is_told_with_the_cure(postgres: Databases) -> None:
    with postgres.empty() as url:
        odd = make_url(url).update_query_dict({"frobnicate": "1"})
        with pytest.raises(CannotLook, match="frobnicate") as caught:
            look(odd.render_as_string(hide_password=False))
    assert caught.value.cure == "correct DATABASE_URL after its ?"


@pytest.mark.postgres
@pytest.mark.parametrize("change", [{"database": "nobody_made_it"}, {"username": "nobody_knows"}])
def test_what_a_server_does_not_know_is_told_with_the_cure(
    postgres: Databases, change: dict[str, str]
) -> None:
    with postgres.empty() as url:
        other = make_url(url).set(**change)  # type: ignore[arg-type]
        with pytest.raises(CannotLook, match="does not exist") as caught:
            look(other.render_as_string(hide_password=False))
    assert "create the database and the user" in caught.value.cure


def test_a_server_that_is_not_there_is_told_without_its_password() -> None:
    url = f"postgresql+psycopg://patchline:hush@127.0.0.1:{free_ports()}/patchline"
    with pytest.raises(CannotLook, match="cannot be used") as caught:
        look(url)
    assert "that the server runs" in caught.value.cure
    assert "hush" not in str(caught.value)


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(CannotLook) as caught:
        look(f"sqlite:///{tmp_path}/p.db")
    assert caught.value.cure.startswith("check DATABASE_URL, and that the volume")
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_something_else_is_told(tmp_path: Path) -> None:
    (tmp_path / "p.db").write_bytes(b"no database at all, but long enough to be looked at" * 50)
    with pytest.raises(CannotLook, match="not a database"):
        look(f"sqlite:///{tmp_path}/p.db")


def test_a_file_that_another_process_holds_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.05)
    file = tmp_path / "p.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CannotLook, match="locked") as caught:
            look(f"sqlite:///{file}")
    assert "end the process that holds it" in caught.value.cure
