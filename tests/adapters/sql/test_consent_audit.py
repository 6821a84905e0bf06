"""Whoever writes into the ledger past Patchline is found out, whatever they write."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st
from sqlalchemy.exc import DataError, IntegrityError

from service.adapters.sql.consent_audit import audit_end
from service.domain.consent_chain import Head
from tests.twins.consents import EVENTS, EVIDENCE, HEADS, SEALS, Intruder, faults, report
from tests.twins.house import House

TABLES = (EVENTS, EVIDENCE, SEALS, HEADS)
MANY = settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_an_untouched_ledger_is_whole(filled: House) -> None:
    walked = report(filled, *filled.anchors.heads)
    assert walked.ok
    assert (walked.events, walked.sealed, walked.unsealed, walked.erased) == (8, 7, 1, 2)
    assert walked.head == filled.anchors.heads[-1]
    assert len(filled.anchors.heads) == 2


def test_an_empty_ledger_is_whole(house: House) -> None:
    walked = report(house)
    assert walked.ok
    assert (walked.events, walked.head.position) == (0, 0)


def altered(value: Any, place: int, flip: int) -> object:
    """The value with one byte of it changed."""
    if value is None:
        return "x"
    if isinstance(value, int):
        return value ^ (1 << flip)
    if isinstance(value, datetime):
        return value + timedelta(microseconds=1 << flip)
    content = bytearray(value.encode() if isinstance(value, str) else value)
    content[place % len(content)] ^= 1 + flip
    return content.decode("latin-1") if isinstance(value, str) else bytes(content)


@given(data=st.data())
@MANY
def test_any_byte_of_any_row_that_is_altered_shows(
    filled: House, enters: Intruder, data: st.DataObject
) -> None:
    table = data.draw(st.sampled_from(TABLES))
    row = data.draw(st.sampled_from(enters.rows(table)))
    column = data.draw(st.sampled_from(sorted(row)))
    value = altered(row[column], data.draw(st.integers(0, 200)), data.draw(st.integers(0, 29)))
    key = next(iter(row))
    with enters.visit():
        try:
            enters(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", value, row[key])
        except (IntegrityError, DataError):
            reject()  # the database itself will not have it
        assert faults(filled)
    assert not faults(filled)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@given(data=st.data())
@MANY
def test_bytes_that_are_no_text_show_too(
    filled: House, enters: Intruder, data: st.DataObject
) -> None:
    row = data.draw(st.sampled_from(enters.rows(EVENTS)))
    column = data.draw(st.sampled_from([name for name in row if isinstance(row[name], str)]))
    content = bytearray(row[column].encode())
    content[data.draw(st.integers(0, len(content) - 1))] |= 0x80
    with enters.visit():
        change = f"UPDATE {EVENTS} SET {column} = CAST(? AS TEXT) WHERE id = ?"
        enters(change, bytes(content), row["id"])
        assert f"event {row['id']}" in faults(filled)


@pytest.mark.parametrize("table", TABLES)
def test_any_row_that_is_deleted_shows(filled: House, enters: Intruder, table: str) -> None:
    rows = enters.rows(table)
    key = next(iter(rows[0]))
    # The one event that is not sealed yet leaves its evidence behind.
    for row in rows:
        with enters.visit():
            enters(f"DELETE FROM {table} WHERE {key} = ?", row[key])
            assert faults(filled)


def test_an_event_that_vanished_with_all_that_is_its_own_shows(
    filled: House, enters: Intruder
) -> None:
    enters(f"DELETE FROM {EVIDENCE} WHERE event_id = 2")
    enters(f"DELETE FROM {EVENTS} WHERE id = 2")
    assert "event 2, at position 2, is missing" in faults(filled)
    enters(f"DELETE FROM {SEALS} WHERE event_id = 2")
    assert "position 2 is missing" in faults(filled)
    enters(f"DELETE FROM {SEALS} WHERE event_id = 3")
    assert "positions 2 to 3 are missing" in faults(filled)
    enters(f"UPDATE {SEALS} SET position = position - 2 WHERE position = 4")
    enters(f"UPDATE {SEALS} SET position = position - 2 WHERE position = 5")
    enters(f"UPDATE {SEALS} SET position = position - 2 WHERE position = 6")
    enters(f"UPDATE {SEALS} SET position = position - 2 WHERE position = 7")
    assert "event 4, at position 2, was altered or stands in another's place" in faults(filled)


def flipped(table: str, column: str, key: str) -> Callable[[Intruder, int], None]:
    def flip(enters: Intruder, row: int) -> None:
        (found,) = (one for one in enters.rows(table) if one[key] == row)
        value = altered(found[column], 3, 1)
        enters(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", value, row)

    return flip


@pytest.mark.parametrize("row", [1, 4, 7])
def test_an_altered_event_and_an_altered_seal_are_told_apart(
    filled: House, enters: Intruder, row: int
) -> None:
    with enters.visit():
        flipped(SEALS, "seal", "position")(enters, row)
        assert f"the seal at position {row} (event {row}) was altered" in faults(filled)
    with enters.visit():
        flipped(EVENTS, "channel", "id")(enters, row)
        found = faults(filled)
        assert f"event {row}, at position {row}, was altered or stands in another's place" in found
        assert "seal" not in found


def test_no_fault_tells_of_a_person(filled: House, enters: Intruder) -> None:
    for table in (EVENTS, EVIDENCE):
        for column in ("kind", "channel") if table == EVENTS else ("person_hash",):
            value = "+18025550142" if table == EVENTS else b"+18025550142"
            enters(f"UPDATE {table} SET {column} = ?", value)
    assert "8025550142" not in faults(filled)


def test_a_glance_looks_at_the_end_and_the_anchors_only(filled: House, enters: Intruder) -> None:
    def glance(*anchors: Head) -> tuple[int, list[str]]:
        end, found = audit_end(filled.engine, filled.vault, anchors, 3)
        return end.position, list(found)

    assert glance(*filled.anchors.heads) == (7, [])
    flipped(EVENTS, "channel", "id")(enters, 2)
    assert glance(*filled.anchors.heads) == (7, [])
    flipped(EVENTS, "channel", "id")(enters, 5)
    position, (found,) = glance()
    assert (position, found[:23]) == (7, "event 5, at position 5,")
    assert "an anchor tells of position 9" in "".join(glance(Head(9, bytes(32)))[1])
