"""Statements that are compiled once do and tell what the same statements of SQLAlchemy's do."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import bindparam, func, insert, null, select, union_all, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from service.adapters.sql.prepared import Prepared
from service.adapters.sql.tables import HALTS, METADATA, SUPPORTERS
from tests.twins.house import House

NOW = datetime(2026, 12, 1, 16, 0, 0, 123456, tzinfo=UTC)
PERSON = {
    "phone_hash": b"\x00hash\xff",
    "phone_sealed": b"sealed",
    "zip": None,
    "language": "es",
    "campaign": "a % of 'it' ¿:no?",
    "stage": "new",
    "choices": "",
    "misses": 3,
    "greeted": True,
    "joined_at": NOW.astimezone(timezone(timedelta(hours=-5))),
    "updated_at": NOW,
}
SETTLED = insert(SUPPORTERS).returning(SUPPORTERS)
BY_HASH = select(SUPPORTERS).where(SUPPORTERS.c.phone_hash == bindparam("hash")).with_for_update()
RENAME = update(SUPPORTERS).where(SUPPORTERS.c.id == bindparam("row"), SUPPORTERS.c.misses == 3)


def test_rows_are_those_that_sqlalchemy_gives(house: House) -> None:
    with house.engine.begin() as connection:
        made = Prepared(SETTLED).first(connection, **PERSON)
        asked = {"hash": PERSON["phone_hash"]}
        found = Prepared(BY_HASH).first(connection, **asked)
        theirs = connection.execute(BY_HASH, asked).one()
    assert made == found == tuple(theirs)
    assert found._fields == tuple(theirs._fields)
    assert (found.joined_at, found.joined_at.tzinfo, found.greeted) == (NOW, UTC, True)


def test_a_statement_sets_what_it_is_given_each_time(house: House) -> None:
    rename = Prepared(RENAME)
    with house.engine.begin() as connection:
        person = Prepared(SETTLED).first(connection, **PERSON)
        assert rename.rows(connection, row=person.id, zip="05401") == []
        rename.rows(connection, row=person.id, state="VT", misses=4)
        rename.rows(connection, row=person.id, zip="78701")
        (found,) = Prepared(BY_HASH).rows(connection, hash=PERSON["phone_hash"])
    assert (found.zip, found.state, found.misses) == ("05401", "VT", 4)


def test_an_insert_that_returns_nothing_gives_nothing(house: House) -> None:
    with house.engine.begin() as connection:
        assert Prepared(insert(SUPPORTERS)).rows(connection, **PERSON) == []


def test_of_no_row_there_is_no_first_and_no_value(house: House) -> None:
    by_hash, count = Prepared(BY_HASH), Prepared(select(func.count()).select_from(SUPPORTERS))
    with house.engine.begin() as connection:
        assert by_hash.rows(connection, hash=b"") == []
        assert by_hash.first(connection, hash=b"") is by_hash.scalar(connection, hash=b"") is None
        assert count.scalar(connection) == 0


def test_columns_of_a_union_have_the_names_of_its_first_part(house: House) -> None:
    both = union_all(
        select(HALTS.c.name, HALTS.c.code), select(SUPPORTERS.c.stage, null()).order_by(None)
    )
    with house.engine.begin() as connection:
        Prepared(insert(SUPPORTERS)).rows(connection, **PERSON)
        (row,) = Prepared(both).rows(connection)
    assert (row.name, row.code) == ("new", None)


def insert_twice(house: House) -> None:
    twice = Prepared(insert(SUPPORTERS))
    with house.engine.begin() as connection:
        twice.rows(connection, **PERSON)
        twice.rows(connection, **PERSON)


def test_a_conflict_is_told_as_sqlalchemy_tells_it_without_the_values(house: House) -> None:
    with pytest.raises(IntegrityError) as raised:
        insert_twice(house)
    assert raised.value.orig is raised.value.__cause__
    assert "a % of" not in f"{raised.value!r} {raised.value}"
    assert house.rows(SUPPORTERS) == []


def test_a_missing_table_is_told_as_sqlalchemy_tells_it(house: House) -> None:
    METADATA.drop_all(house.engine)
    with pytest.raises(DBAPIError) as theirs, house.engine.begin() as connection:
        connection.execute(insert(SUPPORTERS), PERSON)
    with pytest.raises(DBAPIError) as ours:
        insert_twice(house)
    assert type(ours.value) is type(theirs.value)
