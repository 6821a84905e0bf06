"""A promise to ring: kept once, in turn, at the call rate."""

import pytest

from service.adapters.phone_numbers import PhoneNumbers
from service.domain.limits import RING_PATIENCE
from service.domain.records import CallStatus
from service.ports.carrier import InDoubt, NotNow, Refused
from service.ports.jobs import RING
from tests.twins.house import TEXAN, House
from tests.twins.phone_call import dialed_in
from tests.twins.promises import MISSED, person, promise


def test_an_idle_line_rings_at_once(house: House) -> None:
    promise(house)
    before = house.clock.now()
    house.work()
    assert house.clock.now() == before


def test_a_clock_set_back_does_not_hold_up_the_line(house: House) -> None:
    house.clock.move(days=1)
    house.ring()
    house.clock.move(days=-1)
    before = house.clock.now()
    house.place(promise(house)[-1])
    assert len(house.carrier.calls) == 2
    assert house.clock.now() == before


def test_nobody_is_rung_more_than_three_times_an_hour(house: House) -> None:
    for _ in range(3):
        house.ring().ends(CallStatus.COMPLETED)
        house.store.run(lambda tx: tx.rings.cancel_promises(1, house.clock.now()))
    assert "cannot ring again so soon" in (house.text("CALL") or "")
    house.work()
    assert len(house.carrier.calls) == 3
    house.clock.move(minutes=61)
    assert "ringing you now" in (house.text("CALL") or "")


def test_whoever_waits_is_told_how_long_and_where_to_dial(house: House) -> None:
    promise(house, people=10)
    house.text("S54 05401")
    assert "ringing you now" in (house.text("CALL") or "")
    late = PhoneNumbers().read("+15125550177")
    house.text("S54 78701", late)
    reply = house.text("CALL", late) or ""
    assert "about a minute" in reply
    assert "(202) 555-0154" in reply


def test_a_long_line_is_told_in_minutes(house: House) -> None:
    house.call_rate = 0.05
    house.wire()
    promise(house, people=9)
    house.text("S54 05401")
    assert "in about 3 minutes" in (house.text("CALL") or "")


def test_a_second_call_while_the_first_is_under_way_is_told_so(house: House) -> None:
    house.ring()
    assert "already on its way" in (house.text("CALL") or "")


@pytest.mark.parametrize(
    "raw", ["+18005550100", "+19005550123", "+18445550100", "+12425550100", "+18765550100"]
)
def test_toll_free_premium_and_island_numbers_are_never_rung(house: House, raw: str) -> None:
    person = PhoneNumbers().read(raw)
    house.text("S54 05401", person)
    house.text("CALL", person)
    house.work()
    assert house.rows() == []
    assert house.carrier.calls == []


def test_not_now_goes_back_into_line_and_is_rung_later(house: House) -> None:
    (call_id,) = promise(house)
    house.carrier.answers = [NotNow("busy")]
    house.work()
    assert house.statuses() == [CallStatus.QUEUED]
    house.sweep()
    assert house.queue.pending(RING) == []
    house.clock.move(seconds=6)
    house.sweep()
    assert house.queue.pending(RING) == [call_id]
    house.work()
    assert house.statuses() == [CallStatus.RINGING]


def test_not_now_does_not_go_on_for_ever(house: House) -> None:
    promise(house)
    house.carrier.answers = [NotNow("busy")] * 1000
    for _ in range(int(RING_PATIENCE.total_seconds() // 6) + 20):
        house.work()
        house.clock.move(seconds=6)
        house.sweep()
    assert house.statuses() == [CallStatus.CANCELED]
    assert {text.body for text in house.carrier.texts} == {MISSED}


def test_whoever_said_stop_meanwhile_is_not_told_of_the_ring_that_never_came(house: House) -> None:
    promise(house)
    house.carrier.answers = [Refused(13224)]
    house.carrier.before_answering = lambda token: house.text("STOP", person())
    house.work()
    assert house.carrier.texts == []


@pytest.mark.parametrize("over", [False, True])
def test_whoever_dialed_in_since_they_asked_is_not_rung(house: House, over: bool) -> None:
    promise(house)
    house.clock.move(minutes=2)
    call = dialed_in(house, person())
    if over:
        call.through_the_senate()
    house.work()
    assert house.carrier.calls == []
    assert house.statuses()[0] == CallStatus.CANCELED
    assert all(text.body != MISSED for text in house.carrier.texts)


def test_whoever_asks_while_they_are_on_the_line_is_rung(house: House) -> None:
    house.text("S54 05401", person())
    dialed_in(house, person())
    house.clock.move(minutes=2)
    house.text("CALL", person())
    house.work()
    assert len(house.carrier.calls) == 1


def test_whoever_dialed_in_meanwhile_is_not_told_either(house: House) -> None:
    promise(house)
    house.clock.move(minutes=59)
    dialed_in(house, person())
    house.clock.move(minutes=2)
    house.work()
    assert house.carrier.texts == []


def test_what_is_in_doubt_is_never_placed_again(house: House) -> None:
    (call_id,) = promise(house)
    house.carrier.answers = [InDoubt("timeout")]
    house.work()
    assert house.statuses() == [CallStatus.IN_DOUBT]
    for _ in range(25):
        house.clock.move(hours=1)
        house.sweep()
        house.work()
        house.place(call_id)
    assert len(house.carrier.calls) == 1
    assert house.statuses() == [CallStatus.UNKNOWN]


def test_a_call_in_doubt_that_rings_after_all_is_answered(house: House) -> None:
    house.carrier.answers = [InDoubt("timeout")]
    call = house.ring()
    assert call.answer()
    assert house.statuses() == [CallStatus.IN_PROGRESS]


def test_what_is_refused_has_failed(house: House) -> None:
    promise(house)
    house.carrier.answers = [Refused(13224)]
    house.work()
    (row,) = house.rows()
    assert (row.status, row.error_code) == (CallStatus.FAILED, 13224)
    (text,) = house.carrier.texts
    assert text.body.startswith("We cannot ring the number you are texting from.")


def test_a_demo_clock_set_back_a_little_does_not_hold_up_the_line_either(house: House) -> None:
    house.ring()
    house.clock.move(seconds=2)
    house.clock.set_back(minutes=1)
    house.text("S54 05401", TEXAN)
    house.text("CALL", TEXAN)
    before = house.clock.now()
    house.work()
    assert len(house.carrier.calls) == 2
    assert house.clock.now() == before


def test_a_ring_asked_for_just_before_the_clock_was_set_back_is_placed(house: House) -> None:
    house.text("S54 05401")
    house.text("CALL")
    house.clock.set_back(hours=8)
    house.work()
    assert len(house.carrier.calls) == 1
