"""Opening databases."""

import sys

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from service.adapters.sql.engine import DriverMissing, open_engine, snapshot
from tests.twins.house import House


def test_a_driver_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(DriverMissing, match="psycopg"):
        open_engine("postgresql+psycopg://somebody@localhost/patchline")


COUNT = text("SELECT count(*) FROM supporters")


def test_whoever_reads_a_snapshot_keeps_no_writer_waiting_and_sees_none(house: House) -> None:
    with snapshot(house.engine) as reader:
        assert reader.scalar(COUNT) == 0
        house.text("S54")
        assert reader.scalar(COUNT) == 0
    with snapshot(house.engine) as reader:
        assert reader.scalar(COUNT) == 1


def test_a_writer_keeps_nobody_who_reads_a_snapshot_waiting(house: House) -> None:
    with house.engine.begin() as writer, snapshot(house.engine) as reader:
        writer.execute(text("DELETE FROM supporters"))
        assert reader.scalar(COUNT) == 0


def test_a_connection_is_fit_to_write_again_after_a_snapshot(house: House) -> None:
    for _ in range(2):
        with snapshot(house.engine) as reader:
            reader.scalar(COUNT)
    assert house.text("S54")


def test_nothing_is_written_through_a_snapshot_of_a_server(house: House) -> None:
    if house.engine.dialect.name != "postgresql":
        pytest.skip("SQLite knows no transaction that may not write")
    with snapshot(house.engine) as reader, pytest.raises(DBAPIError, match="read-only"):
        reader.execute(text("DELETE FROM supporters"))
