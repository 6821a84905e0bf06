"""Whoever writes into the ledger past Patchline is found out, whatever they write."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st
from sqlalchemy.exc import DataError, IntegrityError

from service.adapters.sql.consent_audit import audit_end
from service.domain.consent import ConsentKind
from service.domain.consent_chain import Head
from tests.twins.consents import EVENTS, EVIDENCE, HEADS, SEALS, Intruder, fill, intruder, record
from tests.twins.consents import erase as forget
from tests.twins.consents import report as walk
from tests.twins.house import VERMONTER, House

TABLES = (EVENTS, EVIDENCE, SEALS, HEADS)
MANY = settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def filled(house: House) -> House:
    fill(house)
    return house


@pytest.fixture
def enters(filled: House) -> Iterator[Intruder]:
    with intruder(filled) as somebody:
        yield somebody


def faults(house: House) -> str:
    """All that a walk finds, the anchors kept so far included."""
    return "\n".join(walk(house, *house.anchors.heads).faults)


def test_an_untouched_ledger_is_whole(filled: House) -> None:
    report = walk(filled, *filled.anchors.heads)
    assert report.ok
    assert (report.events, report.sealed, report.unsealed, report.erased) == (8, 7, 1, 2)
    assert report.head == filled.anchors.heads[-1]
    assert len(filled.anchors.heads) == 2


def test_an_empty_ledger_is_whole(house: House) -> None:
    report = walk(house)
    assert report.ok
    assert (report.events, report.head.position) == (0, 0)


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


def cut_off(enters: Intruder, position: int) -> None:
    """Delete whatever was sealed behind a position, and all that is its own."""
    gone = f"SELECT event_id FROM {SEALS} WHERE position > ?"
    enters(f"DELETE FROM {EVIDENCE} WHERE event_id IN ({gone})", position)
    enters(f"DELETE FROM {EVENTS} WHERE id IN ({gone})", position)
    enters(f"DELETE FROM {SEALS} WHERE position > ?", position)


def test_an_end_that_was_cut_off_shows(filled: House, enters: Intruder) -> None:
    cut_off(enters, 5)
    assert (
        "the chain was cut off: it ends at position 5, and its end is recorded at position 7"
    ) in faults(filled)


def test_an_end_that_was_cut_off_back_to_an_older_copy_shows_by_the_anchors(
    house: House,
) -> None:
    with intruder(house) as enters:
        record(house, ConsentKind.ASKED)
        house.seal_consents()
        older = enters.everything()
        record(house, ConsentKind.STOPPED)
        house.clock.move(minutes=2)
        house.seal_consents()
        enters.put(older)
        assert walk(house).ok
        told = "the chain was cut off: it ends at position 1, and an anchor tells of position 2"
        assert faults(house) == told


def test_an_end_that_grew_again_after_it_was_cut_off_shows_by_the_anchors(house: House) -> None:
    with intruder(house) as enters:
        record(house, ConsentKind.ASKED)
        house.seal_consents()
        older = enters.everything()
        record(house, ConsentKind.STOPPED)
        house.clock.move(minutes=2)
        house.seal_consents()
        enters.put(older)
        for _ in range(3):
            record(house, ConsentKind.ASKED)
        house.seal_consents()
        assert walk(house).ok
        assert faults(house) == "the seal at position 2 is not the one that an anchor tells of"


def test_an_emptied_ledger_shows_by_the_anchors(filled: House, enters: Intruder) -> None:
    enters.put({table: [] for table in (EVIDENCE, EVENTS, SEALS, HEADS)})
    assert walk(filled).ok
    assert "cut off: it ends at position 0, and an anchor tells of position 7" in faults(filled)


def swap(enters: Intruder, table: str, key: str, one: int, other: int) -> None:
    for before, after in ((one, -1), (other, one), (-1, other)):
        enters(f"UPDATE {table} SET {key} = ? WHERE {key} = ?", after, before)


@pytest.mark.parametrize(("table", "key"), [(EVENTS, "id"), (SEALS, "event_id")])
def test_two_events_that_changed_places_show(
    filled: House, enters: Intruder, table: str, key: str
) -> None:
    swap(enters, table, key, 1, 2)
    found = faults(filled)
    first, second = (1, 2) if table == EVENTS else (2, 1)
    for event, position in ((first, 1), (second, 2)):
        assert (
            f"event {event}, at position {position}, was altered or stands in another's place"
        ) in found


def test_two_seals_that_changed_places_show(filled: House, enters: Intruder) -> None:
    swap(enters, SEALS, "position", 3, 4)
    assert "at position 3, was altered" in faults(filled)


def test_evidence_that_was_exchanged_shows(filled: House, enters: Intruder) -> None:
    swap(enters, EVIDENCE, "event_id", 1, 2)
    found = faults(filled)
    assert "the evidence of event 1 was altered, or is of another event" in found
    assert "the evidence of event 2 was altered, or is of another event" in found


def test_evidence_that_was_put_to_somebody_else_shows(filled: House, enters: Intruder) -> None:
    enters(f"UPDATE {EVIDENCE} SET person_hash = ? WHERE event_id = 1", b"x" * 32)
    assert faults(filled) == "the evidence of event 1 was put to another person"


def test_evidence_that_came_back_after_it_was_erased_shows(house: House) -> None:
    with intruder(house) as enters:
        record(house, ConsentKind.ASKED)
        (kept,) = enters.rows(EVIDENCE)
        forget(house, VERMONTER)
        house.seal_consents()
        assert not faults(house)
        enters(f"INSERT INTO {EVIDENCE} VALUES (?, ?, ?)", *kept.values())
        assert faults(house) == "the evidence of event 1 is here again after it was erased"


@pytest.mark.parametrize("sealed", [False, True])
@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"kind": "agreed"}, "event 99 says something else than its evidence"),
        ({}, "event 99 is a copy of event 7"),
        ({"digest": b"x" * 32}, "the evidence of event 99 was altered, or is of another event"),
    ],
)
def test_a_forged_event_shows_even_once_it_is_sealed(
    filled: House, enters: Intruder, change: dict[str, object], found: str, sealed: bool
) -> None:
    (stop,) = (row for row in enters.rows(EVENTS) if row["id"] == 7)
    (proof,) = (row for row in enters.rows(EVIDENCE) if row["event_id"] == 7)
    forged = stop | {"id": 99} | change
    places = ", ".join("?" for _ in forged)
    enters(f"INSERT INTO {EVENTS} VALUES ({places})", *forged.values())
    enters(f"INSERT INTO {EVIDENCE} VALUES (?, ?, ?)", *(proof | {"event_id": 99}).values())
    if sealed:
        filled.seal_consents()
    assert found in faults(filled)


def test_a_forged_event_without_evidence_shows(filled: House, enters: Intruder) -> None:
    (first, *_) = enters.rows(EVENTS)
    places = ", ".join("?" for _ in first)
    enters(f"INSERT INTO {EVENTS} VALUES ({places})", *(first | {"id": 99}).values())
    filled.seal_consents()
    assert "the evidence of event 99 is missing, and no erasure names it" in faults(filled)


def test_an_erasure_that_was_made_up_shows(filled: House, enters: Intruder) -> None:
    enters(f"UPDATE {EVENTS} SET erases = '3 4 1' WHERE kind = 'erased'")
    enters(f"DELETE FROM {EVIDENCE} WHERE event_id = 1")
    assert "event 5, at position 5, was altered" in faults(filled)


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


def test_an_end_that_was_moved_by_hand_shows(filled: House, enters: Intruder) -> None:
    cut_off(enters, 6)
    seal = enters.rows(SEALS)[-1]["seal"]
    enters(f"UPDATE {HEADS} SET position = 6, seal = ?", seal)
    assert "the row that tells where the chain ends was altered" in walk(filled).faults


def test_a_second_end_shows(filled: House, enters: Intruder) -> None:
    (end,) = enters.rows(HEADS)
    enters(f"INSERT INTO {HEADS} VALUES (?, ?, ?, ?)", *(end | {"name": "other"}).values())
    assert faults(filled) == "consent_heads has a row that is none of ours"


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
