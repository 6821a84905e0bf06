"""One unbroken chain holds every event, whoever seals and whoever records meanwhile."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import event, insert, text

from service.adapters.sql.consent_seals import _LATE_BY, ChainBroken
from service.adapters.sql.consents import SqlConsents
from service.adapters.sql.tables import CONSENT_EVENTS, CONSENT_HEADS, CONSENT_SEALS
from service.domain.consent import Channel, ConsentEvent, ConsentKind
from service.domain.consent_chain import START
from service.ports.store import StoreDown
from tests.conftest import POSTGRES
from tests.twins.consents import EVENTS, HEADS, SEALS, fill, intruder, record, report
from tests.twins.house import TEXAN, VERMONTER, House


def seal(house: House, limit: int = 100, *, late: bool = False) -> int:
    return house.store.run(lambda tx: tx.consent_chain.seal(limit, late=late))


def order(house: House) -> list[int]:
    return [row.event_id for row in house.rows(CONSENT_SEALS)]


def test_events_are_sealed_in_the_order_of_their_ids_and_once(house: House) -> None:
    for _ in range(5):
        record(house, ConsentKind.ASKED)
    assert [seal(house, 2) for _ in range(4)] == [2, 2, 1, 0]
    assert order(house) == [1, 2, 3, 4, 5]
    assert report(house).ok


def test_the_end_moves_along(house: House) -> None:
    assert house.store.run(lambda tx: tx.consent_chain.head()) == START
    record(house, ConsentKind.ASKED)
    seal(house)
    head = house.store.run(lambda tx: tx.consent_chain.head())
    (row,) = house.rows(CONSENT_HEADS)
    assert (head.position, head.seal) == (row.position, row.seal) == (1, report(house).head.seal)


def test_an_event_of_the_far_past_is_sealed_all_the_same(house: House) -> None:
    record(house, ConsentKind.ASKED)
    with intruder(house) as enters:
        enters("UPDATE consent_evidence SET event_id = ?", _LATE_BY * 2)
        enters(f"UPDATE {EVENTS} SET id = ?", _LATE_BY * 2)
    assert seal(house) == 1
    early = {"kind": "asked", "channel": "text", "at": house.clock.now(), "digest": b"x" * 32}
    with house.engine.begin() as connection:
        connection.execute(insert(CONSENT_EVENTS).values(id=1, **early))
        connection.execute(insert(CONSENT_EVENTS).values(id=_LATE_BY + 1, **early))
    assert seal(house) == 1
    assert order(house) == [_LATE_BY * 2, _LATE_BY + 1]
    assert seal(house, late=True) == 1
    assert order(house)[-1] == 1


@pytest.mark.parametrize("database", [POSTGRES], indirect=True)
def test_an_event_that_is_committed_late_gets_a_later_position(house: House) -> None:
    house.store.run(lambda tx: None)
    asked = ConsentEvent(ConsentKind.ASKED, Channel.TEXT, house.clock.now())
    with house.engine.begin() as slow:
        SqlConsents(slow, house.vault).record(TEXAN.e164, asked)
        record(house, ConsentKind.AGREED)
        assert seal(house) == 1
    assert seal(house) == 1
    assert order(house) == [2, 1]
    assert report(house).ok


def test_many_recorders_and_two_sealers_make_one_chain_that_is_whole_all_along(
    house: House,
) -> None:
    people, each = 8, 12
    recorded = threading.Event()

    def write(n: int) -> None:
        for number in range(each):
            agreed = ConsentEvent(
                ConsentKind.AGREED, Channel.TEXT, house.clock.now(), words=f"{n}.{number}"
            )
            house.store.run(lambda tx, e=agreed: tx.consents.record(f"+1802555010{n}", e))  # type: ignore[misc]

    def sealing() -> None:
        while not recorded.wait(0.02):
            seal(house, 5)

    with ThreadPoolExecutor(people + 2) as threads:
        sealers = [threads.submit(sealing) for _ in range(2)]
        writers = [threads.submit(write, n) for n in range(people)]
        while not all(one.done() for one in writers):
            assert report(house).faults == ()
        recorded.set()
        for one in (*writers, *sealers):
            one.result()
    while seal(house):
        pass
    walked = report(house)
    assert walked.faults == ()
    assert (walked.sealed, walked.unsealed) == (people * each, 0)
    assert sorted(order(house)) == sorted(row.id for row in house.rows(CONSENT_EVENTS))


def test_two_that_seal_the_very_first_event_at_once_do_not_fork_the_chain(house: House) -> None:
    record(house, ConsentKind.ASKED)
    together = threading.Barrier(2)

    def first() -> int:
        together.wait(5)
        return seal(house)

    with ThreadPoolExecutor(2) as threads:
        counts = [threads.submit(first) for _ in range(2)]
        assert sorted(one.result() for one in counts) == [0, 1]
    assert order(house) == [1]


@pytest.mark.parametrize("database", [POSTGRES], indirect=True)
def test_the_very_first_seals_of_another_are_no_sign_of_damage(house: House) -> None:
    record(house, ConsentKind.ASKED)
    others: list[int] = []

    def amid(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if "FROM consent_heads" in statement and not others:
            others.append(1)
            assert seal(house) == 1

    event.listen(house.engine, "after_cursor_execute", amid)
    assert seal(house) == 0
    event.remove(house.engine, "after_cursor_execute", amid)
    assert others
    assert report(house).ok


@pytest.mark.parametrize(
    "damage",
    [
        f"DELETE FROM {HEADS}",
        f"UPDATE {HEADS} SET position = 6",
        f"UPDATE {HEADS} SET name = 'other'",
        f"DELETE FROM {SEALS} WHERE position = 7",
        f"UPDATE {HEADS} SET mark = seal",
    ],
)
def test_nothing_is_sealed_onto_an_end_that_somebody_moved(house: House, damage: str) -> None:
    fill(house)
    with house.engine.begin() as connection:
        connection.execute(text(damage))
    with pytest.raises(ChainBroken, match="run patchline consent verify") as broken:
        seal(house)
    assert isinstance(broken.value, StoreDown)  # the scheduler tells it once
    record(house, ConsentKind.STOPPED)  # people are served all the same
    assert house.store.run(lambda tx: tx.consents.of(VERMONTER.e164))[-1].kind == "stopped"
