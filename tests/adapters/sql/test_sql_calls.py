"""Calls and legs in SQL."""

from datetime import timedelta

import pytest

from service.adapters.sql.store import SqlStore
from service.domain.call_effects import LegBegun
from service.domain.directory import Office, OfficeKind
from service.domain.leg_result import DialResult, Outcome
from service.domain.records import CallStatus
from service.domain.rings import RingBack
from service.domain.routing import Choice
from service.domain.words import Language
from service.ports.store import Transaction
from tests.twins.house import OURS, TEXAN, VERMONTER, House

RING = RingBack("s54", "0123456789ab", Language.ES, "VT")
OFFICE = Office("X-dc", OfficeKind.DC, "Washington", "+12022240001", "America/New_York")
CHOICE = Choice(OFFICE, "DC office, open")
SECOND = timedelta(seconds=1)


@pytest.fixture
def person(house: House) -> int:
    """Somebody to ring."""
    house.text("S54 05401")
    return int(house.supporters[0].id)


def promised(tx: Transaction, house: House, person: int, minutes: int = 0) -> int:
    now = house.clock.now()
    due = now + timedelta(minutes=minutes)
    return tx.rings.promise(person, VERMONTER.e164, RING, OURS, now, due)


def test_a_promise_comes_back_as_it_was_made(house: House, store: SqlStore, person: int) -> None:
    call_id = store.run(lambda tx: promised(tx, house, person))
    call = store.run(lambda tx: tx.calls.get(call_id))
    assert call
    assert (call.rung, call.status, call.attempt) == (True, CallStatus.QUEUED, 1)
    assert RingBack(call.campaign, call.revision, call.language, call.state) == RING
    assert call.our_number == OURS
    assert len(call.token) > 20
    assert call == store.run(lambda tx: tx.calls.by_token(call.token))


def test_tokens_differ(house: House, store: SqlStore, person: int) -> None:
    for _ in range(20):
        store.run(lambda tx: promised(tx, house, person))
    assert len({row.token for row in house.rows()}) == 20


def test_promises_are_due_in_order_and_in_time(house: House, store: SqlStore, person: int) -> None:
    later = store.run(lambda tx: promised(tx, house, person, minutes=2))
    sooner = store.run(lambda tx: promised(tx, house, person, minutes=1))
    now = house.clock.now()
    assert store.run(lambda tx: tx.rings.due(now)) == []
    assert store.run(lambda tx: tx.rings.waiting(now)) == 0
    house.clock.move(minutes=2)
    assert store.run(lambda tx: tx.rings.due(house.clock.now())) == [sooner, later]
    assert store.run(lambda tx: tx.rings.waiting(house.clock.now())) == 2


def test_a_second_try_is_made_once(house: House, store: SqlStore, person: int) -> None:
    first = store.run(lambda tx: tx.calls.get(promised(tx, house, person)))
    now = house.clock.now()
    tries = {
        store.run(
            lambda tx: tx.rings.promise(
                person, VERMONTER.e164, RING, OURS, now, now, retry_of=first
            )
        )
        for _ in range(3)
    }
    assert len(tries) == 1
    again = store.run(lambda tx: tx.calls.get(tries.pop()))
    assert again
    assert again.attempt == 2
    assert store.run(lambda tx: tx.allowances.rings(VERMONTER.e164, now - SECOND)) == 1


def test_a_call_that_came_to_us_is_made_once(house: House, store: SqlStore) -> None:
    now = house.clock.now()
    calls = [
        store.run(lambda tx: tx.calls.arrived("CA1", TEXAN, None, RING, OURS, now))
        for _ in range(3)
    ]
    assert calls[0] == calls[1] == calls[2]
    assert store.run(lambda tx: tx.calls.by_sid("CA1")) == calls[0]
    assert not calls[0].rung


def test_a_move_keeps_what_it_does_not_name(house: House, store: SqlStore, person: int) -> None:
    call_id = store.run(lambda tx: promised(tx, house, person))
    now = house.clock.now()
    store.run(lambda tx: tx.calls.move(call_id, CallStatus.RINGING, now, sid="CA1", sequence=1))
    store.run(lambda tx: tx.calls.move(call_id, CallStatus.BUSY, now, seconds=0, error_code=7))
    (row,) = house.rows()
    assert (row.call_sid, row.sequence, row.seconds, row.error_code) == ("CA1", 1, 0, 7)
    assert row.ended_at == now


def test_a_sid_stays_with_its_first_call(house: House, store: SqlStore, person: int) -> None:
    now = house.clock.now()
    ids = [store.run(lambda tx: promised(tx, house, person)) for _ in range(2)]
    for call_id in ids:
        store.run(
            lambda tx, one=call_id: tx.calls.move(one, CallStatus.RINGING, now, sid="CA1")  # type: ignore[misc]
        )
    assert [row.call_sid for row in house.rows()] == ["CA1", None]


@pytest.mark.parametrize("status", CallStatus)
def test_a_call_never_moves_back_and_its_first_end_stands(
    house: House, store: SqlStore, person: int, status: CallStatus
) -> None:
    call_id, now = store.run(lambda tx: promised(tx, house, person)), house.clock.now()
    house.stand(status, call_id)
    for next_status in CallStatus:
        if next_status.rank <= status.rank:
            store.run(lambda tx, to=next_status: tx.calls.move(call_id, to, now))  # type: ignore[misc]
            assert house.statuses() == [status]


@pytest.mark.parametrize("status", CallStatus)
def test_only_what_the_carrier_does_not_have_is_queued_anew(
    house: House, store: SqlStore, person: int, status: CallStatus
) -> None:
    call_id, now = store.run(lambda tx: promised(tx, house, person)), house.clock.now()
    house.stand(status, call_id)
    store.run(lambda tx: tx.calls.requeue(call_id, now, now + SECOND))
    back = status in {CallStatus.QUEUED, CallStatus.DIALING, CallStatus.IN_DOUBT}
    assert house.statuses() == [CallStatus.QUEUED if back else status]


def test_only_what_was_not_placed_is_canceled(house: House, store: SqlStore, person: int) -> None:
    ids = [store.run(lambda tx: promised(tx, house, person)) for _ in range(2)]
    now = house.clock.now()
    store.run(lambda tx: tx.calls.move(ids[0], CallStatus.RINGING, now))
    store.run(lambda tx: tx.rings.cancel_promises(person, now))
    assert house.statuses() == [CallStatus.RINGING, CallStatus.CANCELED]
    assert not store.run(lambda tx: tx.rings.promised(person))


def test_under_way_is_what_is_due_or_was_placed_lately(
    house: House, store: SqlStore, person: int
) -> None:
    def under_way() -> bool:
        now = house.clock.now()
        hour_ago = now - timedelta(hours=1)
        return store.run(lambda tx: tx.rings.under_way(VERMONTER.e164, hour_ago, now))

    assert not under_way()
    call_id = store.run(lambda tx: promised(tx, house, person, minutes=10))
    assert under_way()
    store.run(lambda tx: tx.calls.move(call_id, CallStatus.IN_PROGRESS, house.clock.now()))
    assert under_way()
    house.clock.move(hours=2)
    assert not under_way()


def test_a_call_that_came_to_us_is_no_ring_under_way(
    house: House, store: SqlStore, person: int
) -> None:
    now = house.clock.now()
    store.run(lambda tx: tx.calls.arrived("CA1", VERMONTER, person, RING, OURS, now))
    assert not store.run(lambda tx: tx.rings.under_way(VERMONTER.e164, now - SECOND, now))


def test_stale_are_those_that_have_not_moved(house: House, store: SqlStore, person: int) -> None:
    call_id = store.run(lambda tx: promised(tx, house, person))
    now = house.clock.now()
    assert store.run(lambda tx: tx.calls.stale(CallStatus.QUEUED, now)) == []
    assert store.run(lambda tx: tx.calls.stale(CallStatus.QUEUED, now + SECOND)) == [call_id]
    assert store.run(lambda tx: tx.calls.stale(CallStatus.DIALING, now + SECOND)) == []


def test_slots_follow_one_another_and_start_anew_after_a_pause(
    house: House, store: SqlStore
) -> None:
    now = house.clock.now()
    slots = [store.run(lambda tx: tx.pace.reserve("calls", now, SECOND)) for _ in range(3)]
    assert slots == [now, now + SECOND, now + 2 * SECOND]
    later = now + timedelta(minutes=1)
    assert store.run(lambda tx: tx.pace.reserve("calls", later, SECOND)) == later


def test_a_leg_is_recorded_once_and_its_first_result_stands(house: House, store: SqlStore) -> None:
    now = house.clock.now()
    call = store.run(lambda tx: tx.calls.arrived("CA1", TEXAN, None, RING, OURS, now))
    begun = LegBegun(3, "X", CHOICE)
    for status, outcome in (
        (DialResult.BUSY, Outcome.SPOKE),
        (DialResult.COMPLETED, Outcome.MESSAGE),
    ):
        store.run(lambda tx: tx.legs.begin(call.id, begun, now))
        store.run(lambda tx, s=status: tx.legs.end(call.id, 3, s, 9, now))  # type: ignore[misc]
        store.run(lambda tx, o=outcome: tx.legs.tell(call.id, 3, o, now))  # type: ignore[misc]
    (leg,) = store.run(lambda tx: tx.legs.of(call.id))
    assert (leg.dial_status, leg.outcome, leg.office_id) == ("busy", "spoke", "X-dc")
    assert house.legs[0].office_number == OFFICE.phone


def test_a_leg_that_was_closed_still_takes_the_carriers_word(house: House, store: SqlStore) -> None:
    now = house.clock.now()
    call = store.run(lambda tx: tx.calls.arrived("CA1", TEXAN, None, RING, OURS, now))
    store.run(lambda tx: tx.legs.begin(call.id, LegBegun(3, "X", CHOICE), now))
    store.run(lambda tx: tx.legs.close(call.id, now))
    assert [leg.dial_status for leg in store.run(lambda tx: tx.legs.of(call.id))] == ["unknown"]
    late = now + timedelta(minutes=5)
    store.run(lambda tx: tx.legs.end(call.id, 3, DialResult.COMPLETED, 9, late))
    store.run(lambda tx: tx.legs.close(call.id, late))
    (leg,) = house.legs
    assert (leg.dial_status, leg.seconds, leg.ended_at) == ("completed", 9, now)


def test_choices_are_told_by_legs_and_by_where_there_was_none(
    house: House, store: SqlStore
) -> None:
    now = house.clock.now()
    call = store.run(lambda tx: tx.calls.arrived("CA1", TEXAN, None, RING, OURS, now))
    for _ in range(2):
        store.run(lambda tx: tx.legs.no_office(call.id, 1))
        store.run(lambda tx: tx.legs.begin(call.id, LegBegun(2, "X", CHOICE), now))
    kept = store.run(lambda tx: tx.legs.decisions(call.id))
    assert kept == {1: None, 2: ("X-dc", "DC office, open")}
