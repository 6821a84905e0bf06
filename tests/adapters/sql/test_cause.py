"""A database's troubles are told without a name of Python's and without a row."""

import re

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError, SQLAlchemyError, TimeoutError

from service.adapters.sql.cause import Cause, cause_of
from service.adapters.sql.engine import open_engine
from tests.twins.house import House
from tests.twins.postgres import Databases


def trouble(engine: Engine, statement: str) -> Cause:
    with pytest.raises(SQLAlchemyError) as raised, engine.begin() as connection:
        connection.execute(text(statement))
    return cause_of(raised.value)


def test_a_file_that_is_not_there_is_looked_for_before_another_is_made() -> None:
    told = trouble(open_engine("sqlite:////no/where.db"), "SELECT 1")
    assert told.found == "its file is not there"
    assert re.match("check DATABASE_URL, .* volume .* mounted.* only if .* migrate", told.cure)


def test_a_place_where_none_can_be_made_is_told_in_the_drivers_words() -> None:
    told = trouble(open_engine("sqlite:////no/where.db", makes=True), "SELECT 1")
    assert told.found == "unable to open database file"
    assert told.cure.startswith("check DATABASE_URL")


def test_a_server_that_is_not_there_is_told_in_one_line() -> None:
    nowhere = open_engine("postgresql+psycopg://somebody:secret@127.0.0.1:1/patchline")
    said = trouble(nowhere, "SELECT 1").found
    assert "127.0.0.1" in said
    assert "secret" not in said
    assert "\n" not in said


def test_no_row_is_quoted(house: House) -> None:
    insert = "INSERT INTO pace (name, next_at) VALUES ('private', '2026-11-24 12:00:00')"
    with house.engine.begin() as connection:
        connection.execute(text(insert))
    assert trouble(house.engine, insert).found == "a row conflicts with another"


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("SELECT * FROM nonsense", "a table is missing"),
        ("SELECT nonsense FROM calls", "a column is missing"),
    ],
)
def test_what_is_missing_is_told_and_brought_by_a_migration(
    house: House, statement: str, found: str
) -> None:
    assert trouble(house.engine, statement) == Cause(
        found, "run patchline migrate, and patchline doctor if that does not help"
    )


def test_a_statement_that_is_refused_is_no_missing_table(house: House) -> None:
    assert "missing" not in trouble(house.engine, "SELEKT 1").found


@pytest.mark.postgres
def test_a_user_without_rights_is_told_so(postgres: Databases) -> None:
    with postgres.empty() as url:
        told = trouble(open_engine(url), "SET ROLE pg_monitor; SELECT * FROM calls")
    assert told.found == "permission denied for table calls"
    assert told.cure.startswith("grant the user in DATABASE_URL its rights")


class Driver(Exception):
    """What a driver raises."""

    def __init__(self, words: str, code: str | None = None) -> None:
        super().__init__(words)
        self.sqlstate = code if code and code[0].isdigit() else None
        self.sqlite_errorname = code if code and code.startswith("SQLITE") else None


@pytest.mark.parametrize(
    ("code", "words", "cure"),
    [
        ("SQLITE_FULL", "database or disk is full", "free some space"),
        ("SQLITE_IOERR_WRITE", "disk I/O error", "free some space"),
        ("SQLITE_READONLY_DBMOVED", "attempt to write a readonly database", "give file and"),
        ("SQLITE_BUSY", "database is locked", "end the process that holds it"),
        ("SQLITE_CORRUPT", "database disk image is malformed", "restore a backup"),
        ("53100", "could not extend file: No space left on device", "free some space"),
        ("25006", "cannot execute INSERT in a read-only transaction", "that takes writes"),
        ("28P01", "la autentificación password falló", "correct user and password"),
        (None, 'FATAL:  password authentication failed for user "p"', "correct user and password"),
        (None, 'FATAL:  no pg_hba.conf entry for host "10.0.0.1"', "pg_hba.conf admit this user"),
        (None, 'FATAL:  database "p" does not exist', "create the database"),
        (None, "FATAL:  sorry, too many clients already", "max_connections"),
        (None, "FATAL:  the database system is starting up", "wait until the server has started"),
        (None, "failed to resolve host 'nowhere'", "correct the host"),
        (None, 'connection is bad: invalid sslmode value: "wat"', "after its ?"),
        ("99999", "something new", "check DATABASE_URL, and that the server runs"),
    ],
)
def test_every_cause_has_a_cure_of_its_own(code: str | None, words: str, cure: str) -> None:
    told = cause_of(OperationalError("SELECT 1", {}, Driver(words, code)))
    assert told.found == words
    assert cure in told.cure


def test_a_pool_that_is_used_up_is_told() -> None:
    said = cause_of(TimeoutError("QueuePool limit of size 8 overflow 4 reached")).found
    assert not re.search(r"QueuePool|Error", said)
