"""A database's troubles are told without a name of Python's and without a row."""

import re

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError, TimeoutError

from service.adapters.sql.cause import cause_of
from service.adapters.sql.engine import open_engine
from tests.twins.house import House


def trouble(engine: Engine, statement: str) -> str:
    with pytest.raises(SQLAlchemyError) as raised, engine.begin() as connection:
        connection.execute(text(statement))
    return cause_of(raised.value)


def test_a_place_that_is_not_there_is_told_in_the_drivers_words() -> None:
    assert trouble(open_engine("sqlite:////no/where.db"), "SELECT 1") == (
        "unable to open database file"
    )


def test_a_server_that_is_not_there_is_told_in_one_line() -> None:
    nowhere = open_engine("postgresql+psycopg://somebody:secret@127.0.0.1:1/patchline")
    said = trouble(nowhere, "SELECT 1")
    assert "127.0.0.1" in said
    assert "secret" not in said
    assert "\n" not in said


def test_no_row_is_quoted(house: House) -> None:
    insert = "INSERT INTO pace (name, next_at) VALUES ('private', '2026-11-24 12:00:00')"
    with house.engine.begin() as connection:
        connection.execute(text(insert))
    assert trouble(house.engine, insert) == "a row conflicts with another"


def test_a_table_that_is_missing_is_told(house: House) -> None:
    said = trouble(house.engine, "SELECT * FROM nonsense")
    assert said in {"no such table: nonsense", "a table or a column is missing"}


def test_a_pool_that_is_used_up_is_told() -> None:
    said = cause_of(TimeoutError("QueuePool limit of size 8 overflow 4 reached"))
    assert not re.search(r"QueuePool|Error", said)
