"""What one number has had of late, in SQL."""

from datetime import datetime, timedelta

import pytest

from service.adapters.sql.store import SqlStore
from service.adapters.sql.tables import TEXTS
from service.domain.call_effects import LegBegun
from service.domain.directory import Office, OfficeKind
from service.domain.leg_result import DialResult
from service.domain.phone import NOBODY, Phone
from service.domain.rings import RingBack
from service.domain.routing import Choice
from service.domain.words import Language
from tests.twins.house import LONDONER, OURS, TEXAN, VERMONTER, House

RING = RingBack("s54", "0123456789ab", Language.ES, "VT")
OFFICE = Office("X-dc", OfficeKind.DC, "Washington", "+12022240001", "America/New_York")
CHOICE = Choice(OFFICE, "DC office, open")
DAY = timedelta(days=1)


def called(house: House, store: SqlStore, caller: Phone, sid: str, result: DialResult) -> int:
    """A dial-in call with one leg to senator X; its id."""
    now = house.clock.now()
    call = store.run(lambda tx: tx.calls.arrived(sid, caller, None, RING, OURS, now))
    store.run(lambda tx: tx.legs.begin(call.id, LegBegun(1, "X", CHOICE), now))
    store.run(lambda tx: tx.legs.end(call.id, 1, result, 9, now))
    return call.id


def used_up(
    house: House, store: SqlStore, caller: Phone, reaches: int, dials: int, call_id: int = 0
) -> bool:
    since = house.clock.now() - DAY
    found = store.run(lambda tx: tx.allowances.used_up(caller, call_id, since, reaches, dials))
    return found == {"X"}


@pytest.mark.parametrize(("caller", "other"), [(TEXAN, VERMONTER), (NOBODY, TEXAN)])
def test_reaches_and_dials_are_counted_by_number(
    house: House, store: SqlStore, caller: Phone, other: Phone
) -> None:
    for number, result in enumerate((DialResult.COMPLETED, DialResult.UNKNOWN, DialResult.BUSY)):
        called(house, store, caller, f"CA{number}", result)
    assert used_up(house, store, caller, reaches=2, dials=99)
    assert not used_up(house, store, caller, reaches=3, dials=99)
    assert used_up(house, store, caller, reaches=99, dials=3)
    assert not used_up(house, store, caller, reaches=99, dials=4)
    assert not used_up(house, store, other, reaches=1, dials=1)
    house.clock.move(hours=24, seconds=1)
    assert not used_up(house, store, caller, reaches=1, dials=1)


def test_an_open_leg_counts_as_a_reach_in_every_call_but_its_own(
    house: House, store: SqlStore
) -> None:
    now = house.clock.now()
    call = store.run(lambda tx: tx.calls.arrived("CA1", TEXAN, None, RING, OURS, now))
    store.run(lambda tx: tx.legs.begin(call.id, LegBegun(1, "X", CHOICE), now))
    assert used_up(house, store, TEXAN, reaches=1, dials=99)
    assert not used_up(house, store, TEXAN, reaches=1, dials=99, call_id=call.id)
    assert used_up(house, store, TEXAN, reaches=99, dials=1, call_id=call.id)


def test_texts_are_counted_by_sender_within_a_time(house: House, store: SqlStore) -> None:
    def counted(number: Phone) -> int:
        since = house.clock.now() - timedelta(minutes=1)
        return store.run(lambda tx: tx.allowances.texts(number.e164, since)).texts

    house.text("HELP")
    house.text("FORGET")
    assert (counted(VERMONTER), counted(TEXAN)) == (2, 0)
    house.clock.move(minutes=1)
    assert counted(VERMONTER) == 0


def test_follow_ups_of_other_calls_are_told(house: House, store: SqlStore) -> None:
    now = house.clock.now()
    first, second = (called(house, store, TEXAN, sid, DialResult.BUSY) for sid in ("CA1", "CA2"))
    store.run(lambda tx: tx.calls.texted(first, now))

    def followed(but: int) -> list[datetime]:
        return store.run(lambda tx: tx.allowances.follow_ups(TEXAN.e164, now - DAY, but))

    assert (followed(but=second), followed(but=first)) == ([now], [])


def test_after_a_while_rows_of_people_without_a_row_lose_their_hash(
    house: House, store: SqlStore
) -> None:
    house.text("HELP")
    called(house, store, TEXAN, "CA1", DialResult.COMPLETED)
    house.text("FORGET", TEXAN)
    house.text("hello", LONDONER)
    now = house.clock.now()
    store.run(lambda tx: tx.allowances.unlink(now))
    assert used_up(house, store, TEXAN, reaches=1, dials=99)
    house.clock.move(seconds=1)
    store.run(lambda tx: tx.allowances.unlink(house.clock.now()))
    assert not used_up(house, store, TEXAN, reaches=1, dials=99)
    # Whose number is still sealed beside it is found by the hash, to be erased.
    assert [row.sender_hash is None for row in house.rows(TEXTS)] == [False, True, False]
