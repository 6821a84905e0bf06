"""Who waits for a ring, in SQL."""

from dataclasses import replace
from datetime import timedelta

import pytest

from service.adapters.sql.store import SqlStore
from service.domain.rings import RingBack
from service.domain.waiting import Wait, WaitKind, WaitStatus
from service.domain.words import Language
from service.ports.store import RowRefused, Transaction
from tests.twins.house import OURS, House
from tests.twins.waiting import person

ANN, BEA = "A000001", "B000002"
HOUR = timedelta(hours=1)


def known(house: House, number: int) -> int:
    """The id of one of several people."""
    house.text("S54 05401", person(number))
    return int(house.supporters[number].id)


def joined(house: House, number: int, senator: str = ANN, **changes: object) -> Wait:
    """One of them waits, since now."""
    now = house.clock.now()
    wait = Wait(
        0, known(house, number), WaitKind.LINE, (senator,), "s54", "rev", Language.ES, "VT", OURS,
        now,
    )  # fmt: skip
    house.clock.move(seconds=1)
    return house.store.run(lambda tx: tx.waits.save(replace(wait, **changes), now))


def ring(house: House, wait: Wait, attempt_of: int | None = None) -> int:
    """A ring for somebody who waits, or the second try of one."""
    now = house.clock.now()
    about = RingBack("s54", "rev", Language.ES, "VT", wait.targets)

    def promise(tx: Transaction) -> int:
        first = tx.calls.get(attempt_of) if attempt_of else None
        return tx.rings.promise(wait.supporter_id, "+18025551000", about, OURS, now, now, first)

    return house.store.run(promise)


def test_a_wait_comes_back_as_it_was_kept(house: House, store: SqlStore) -> None:
    due = house.clock.now() + HOUR
    wait = joined(house, 0, targets=(ANN, BEA), due_at=due, told_minutes=20, told_at=due)
    assert store.run(lambda tx: tx.waits.get(wait.id)) == wait
    assert store.run(lambda tx: tx.waits.of(wait.supporter_id)) == wait
    assert (wait.senator, wait.targets, wait.due_at) == (ANN, (ANN, BEA), due)


def test_nobody_waits_twice(house: House) -> None:
    joined(house, 0)
    with pytest.raises(RowRefused):
        joined(house, 0, BEA)


def test_lines_are_in_order_and_each_senators_own(house: House, store: SqlStore) -> None:
    first, other, last = joined(house, 0), joined(house, 1, BEA), joined(house, 2)
    early = replace(last, joined_at=first.joined_at - HOUR)
    now = house.clock.now()
    store.run(lambda tx: tx.waits.save(early, now))
    assert store.run(lambda tx: tx.waits.line(ANN)) == [early, first]
    assert store.run(lambda tx: tx.waits.line(BEA)) == [other]
    assert store.run(lambda tx: tx.waits.senators()) == [ANN, BEA]


def test_whoever_is_held_keeps_the_place_unseen(house: House, store: SqlStore) -> None:
    wait, now = joined(house, 0), house.clock.now()
    store.run(lambda tx: tx.supporters.hold(wait.supporter_id, now))
    assert store.run(lambda tx: tx.waits.line(ANN)) == []
    store.run(lambda tx: tx.supporters.release(wait.supporter_id))
    assert store.run(lambda tx: tx.waits.line(ANN)) == [wait]


def test_a_place_counts_those_before_whose_time_has_come(house: House, store: SqlStore) -> None:
    now = house.clock.now()
    joined(house, 0)
    joined(house, 1, due_at=now + HOUR)
    joined(house, 2, BEA)
    mine = joined(house, 3)
    for hours, before in ((0, 1), (2, 2)):
        moment = now + timedelta(minutes=1) + hours * HOUR
        found = store.run(lambda tx, m=moment: tx.waits.before(ANN, mine.joined_at, m))
        assert found == before


def test_a_ring_or_its_second_try_keeps_the_promise_of_its_own_wait(
    house: House, store: SqlStore
) -> None:
    mine, others = joined(house, 0), joined(house, 1)
    first = ring(house, mine)
    second = ring(house, mine, attempt_of=first)
    now = house.clock.now()
    rung = replace(mine, status=WaitStatus.RINGING, call_id=first, rung_at=now)
    store.run(lambda tx: tx.waits.save(rung, now))
    assert store.run(lambda tx: tx.waits.ringing()) == [rung]
    assert store.run(lambda tx: tx.waits.rung(ANN, now - HOUR)) == [now]
    assert store.run(lambda tx: tx.waits.rung(ANN, now)) == []
    for call_id in (first, second):
        assert store.run(lambda tx, c=call_id: tx.waits.joined_at(c)) == mine.joined_at
    assert [call.id for call in store.run(lambda tx: tx.rings.tries(first))] == [first, second]
    store.run(lambda tx: tx.waits.taken(second, now))
    kept = store.run(lambda tx: tx.waits.get(mine.id))
    assert kept is not None
    assert kept.status is WaitStatus.KEPT
    assert store.run(lambda tx: tx.waits.of(mine.supporter_id)) is None
    assert store.run(lambda tx: tx.waits.of(others.supporter_id)) == others


def test_a_wait_ends_once(house: House, store: SqlStore) -> None:
    wait, now = joined(house, 0), house.clock.now()
    assert store.run(lambda tx: tx.waits.end(wait.id, WaitStatus.VOID, now))
    assert not store.run(lambda tx: tx.waits.end(wait.id, WaitStatus.MISSED, now))
    assert not store.run(lambda tx: tx.waits.leave(wait.supporter_id, now))


def test_only_what_was_joined_of_late_is_taken_back(house: House, store: SqlStore) -> None:
    wait, now = joined(house, 0), house.clock.now()
    assert not store.run(lambda tx: tx.waits.leave(wait.supporter_id, now, joined_since=now))
    assert store.run(lambda tx: tx.waits.leave(wait.supporter_id, now, wait.joined_at))


def test_the_row_goes_with_its_person(house: House, store: SqlStore) -> None:
    wait = joined(house, 0)
    store.run(lambda tx: tx.supporters.erase(person(0).e164))
    assert store.run(lambda tx: tx.waits.get(wait.id)) is None
