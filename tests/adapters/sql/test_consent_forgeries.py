"""Ledgers cut off, reordered and added to show, though every row of them looks well."""

from typing import Any

import pytest

from service.domain.consent import ConsentKind
from tests.twins.consents import (
    EVENTS,
    EVIDENCE,
    HEADS,
    SEALS,
    Intruder,
    erase,
    faults,
    intruder,
    record,
    report,
)
from tests.twins.house import VERMONTER, House


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


def cut_back(house: House, enters: Intruder) -> None:
    """An older copy of the ledger, from before its last event, in the place of the present one."""
    record(house, ConsentKind.ASKED)
    house.seal_consents()
    older = enters.everything()
    record(house, ConsentKind.STOPPED)
    house.clock.move(minutes=2)
    house.seal_consents()
    enters.put(older)


def test_an_end_that_was_cut_off_back_to_an_older_copy_shows_by_the_anchors(
    house: House,
) -> None:
    with intruder(house) as enters:
        cut_back(house, enters)
        assert report(house).ok
        told = "the chain was cut off: it ends at position 1, and an anchor tells of position 2"
        assert faults(house) == told


def test_an_end_that_grew_again_after_it_was_cut_off_shows_by_the_anchors(house: House) -> None:
    with intruder(house) as enters:
        cut_back(house, enters)
        for _ in range(3):
            record(house, ConsentKind.ASKED)
        house.seal_consents()
        assert report(house).ok
        assert faults(house) == "the seal at position 2 is not the one that an anchor tells of"


def test_an_emptied_ledger_shows_by_the_anchors(filled: House, enters: Intruder) -> None:
    enters.put({table: [] for table in (EVIDENCE, EVENTS, SEALS, HEADS)})
    assert report(filled).ok
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
        erase(house, VERMONTER)
        house.seal_consents()
        assert not faults(house)
        enters(f"INSERT INTO {EVIDENCE} VALUES (?, ?, ?)", *kept.values())
        assert faults(house) == "the evidence of event 1 is here again after it was erased"


def add(enters: Intruder, event: dict[str, Any]) -> None:
    """Put an event among the others."""
    places = ", ".join("?" for _ in event)
    enters(f"INSERT INTO {EVENTS} VALUES ({places})", *event.values())


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
    add(enters, stop | {"id": 99} | change)
    enters(f"INSERT INTO {EVIDENCE} VALUES (?, ?, ?)", *(proof | {"event_id": 99}).values())
    if sealed:
        filled.seal_consents()
    assert found in faults(filled)


def test_a_forged_event_without_evidence_shows(filled: House, enters: Intruder) -> None:
    (first, *_) = enters.rows(EVENTS)
    add(enters, first | {"id": 99})
    filled.seal_consents()
    assert "the evidence of event 99 is missing, and no erasure names it" in faults(filled)


def test_an_erasure_that_was_made_up_shows(filled: House, enters: Intruder) -> None:
    enters(f"UPDATE {EVENTS} SET erases = '3 4 1' WHERE kind = 'erased'")
    enters(f"DELETE FROM {EVIDENCE} WHERE event_id = 1")
    assert "event 5, at position 5, was altered" in faults(filled)


@pytest.mark.parametrize("sealed", [False, True])
@pytest.mark.parametrize("names_itself", [False, True])
def test_an_erasure_that_was_added_covers_for_no_evidence_that_was_deleted(
    filled: House, enters: Intruder, names_itself: bool, sealed: bool
) -> None:
    (erasure,) = (row for row in enters.rows(EVENTS) if row["erases"])
    enters(f"DELETE FROM {EVIDENCE} WHERE event_id = 2")
    named = "2 99" if names_itself else "2"
    add(enters, erasure | {"id": 99, "digest": b"x" * 32, "erases": named})
    if sealed:
        filled.seal_consents()
    found = faults(filled)
    assert "the evidence of event 2 is missing, and no erasure names it" in found
    assert "the evidence of event 99 is missing, and an erasure cannot be erased" in found


def test_an_event_that_was_added_is_not_erased_by_an_erasure_that_was_added(
    filled: House, enters: Intruder
) -> None:
    (agreed, erasure) = (row for row in enters.rows(EVENTS) if row["id"] in {2, 5})
    add(enters, agreed | {"id": 98, "digest": b"y" * 32})
    add(enters, erasure | {"id": 99, "digest": b"x" * 32, "erases": "98 99"})
    filled.seal_consents()
    assert "the evidence of event 98 is missing, and no erasure names it" in faults(filled)


def test_an_erasure_with_the_evidence_of_another_erases_nothing(
    filled: House, enters: Intruder
) -> None:
    (erasure,) = (row for row in enters.rows(EVENTS) if row["erases"])
    (proof,) = (row for row in enters.rows(EVIDENCE) if row["event_id"] == erasure["id"])
    enters(f"DELETE FROM {EVIDENCE} WHERE event_id = 2")
    add(enters, erasure | {"id": 99, "erases": "2"})
    enters(f"INSERT INTO {EVIDENCE} VALUES (?, ?, ?)", *(proof | {"event_id": 99}).values())
    found = faults(filled)
    assert "the evidence of event 2 is missing, and no erasure names it" in found
    assert "event 99 says something else than its evidence" in found


def test_an_erasure_covers_for_nothing_that_came_after_it(filled: House, enters: Intruder) -> None:
    (erasure,) = (row for row in enters.rows(EVENTS) if row["erases"])
    (proof,) = (row for row in enters.rows(EVIDENCE) if row["event_id"] == erasure["id"])
    enters(f"DELETE FROM {EVIDENCE} WHERE event_id = ?", erasure["id"])
    enters(f"DELETE FROM {EVENTS} WHERE id = ?", erasure["id"])
    add(enters, erasure | {"id": 0})
    enters(f"INSERT INTO {EVIDENCE} VALUES (?, ?, ?)", *(proof | {"event_id": 0}).values())
    for event in erasure["erases"].split():
        assert f"the evidence of event {event} is missing, and no erasure" in faults(filled)


def test_an_end_that_was_moved_by_hand_shows(filled: House, enters: Intruder) -> None:
    cut_off(enters, 6)
    seal = enters.rows(SEALS)[-1]["seal"]
    enters(f"UPDATE {HEADS} SET position = 6, seal = ?", seal)
    assert "the row that tells where the chain ends was altered" in report(filled).faults


def test_a_second_end_shows(filled: House, enters: Intruder) -> None:
    (end,) = enters.rows(HEADS)
    enters(f"INSERT INTO {HEADS} VALUES (?, ?, ?, ?)", *(end | {"name": "other"}).values())
    assert faults(filled) == "consent_heads has a row that is none of ours"
