"""Whoever waits for a ring and says stop, perhaps at least, or gets through on another road."""

from service.adapters.sql.tables import TEXTS
from service.domain.waiting import WaitStatus
from service.usecases.decide_doubt import Decision
from tests.twins.house import House
from tests.twins.phone_call import dialed_in
from tests.twins.waiting import person, ring_of, rung, serve, statuses, untaken, waits

DOUBTFUL = "enough already"


def is_decided(house: House, decision: Decision) -> None:
    house.decide(int(house.rows(TEXTS)[-1].id), decision, "ana")


def test_whoever_perhaps_said_stop_keeps_their_place_and_is_not_rung(house: House) -> None:
    waits(house)
    house.text(DOUBTFUL, person())
    serve(house, rounds=3)
    assert (rung(house), statuses(house)) == ([], [WaitStatus.WAITING])
    is_decided(house, Decision.KEEP)
    serve(house)
    assert rung(house) == [person().e164]


def test_a_doubt_that_was_a_stop_ends_the_wait(house: House) -> None:
    waits(house)
    house.text(DOUBTFUL, person())
    is_decided(house, Decision.STOP)
    serve(house, rounds=3)
    assert (rung(house), statuses(house)) == ([], [WaitStatus.LEFT])


def test_a_ring_that_a_doubt_has_ended_is_promised_again_once_it_is_settled(house: House) -> None:
    waits(house)
    serve(house)
    house.text(DOUBTFUL, person())
    house.hang_up()
    serve(house, rounds=3)
    assert statuses(house) == [WaitStatus.WAITING]
    is_decided(house, Decision.KEEP)
    serve(house)
    assert rung(house) == [person().e164] * 2


def test_a_phone_that_rings_as_its_owner_stops_is_silenced_and_the_wait_over(house: House) -> None:
    waits(house)
    serve(house)
    call = ring_of(house)
    house.text("STOP", person())
    house.hang_up()
    serve(house, rounds=3)
    assert house.carrier.ended == [call.sid]
    assert (rung(house), statuses(house)) == ([person().e164], [WaitStatus.LEFT])


def test_nine_in_the_ring_is_a_stop(house: House) -> None:
    waits(house)
    serve(house)
    call = ring_of(house)
    call.answer()
    call.press("9")
    untaken(house)
    serve(house, rounds=3)
    assert house.text("hello", person()) is None
    assert (rung(house), statuses(house)) == ([person().e164], [WaitStatus.LEFT])


def test_nine_where_a_ring_is_offered_again_is_a_stop(house: House) -> None:
    waits(house)
    serve(house)
    call = ring_of(house)
    call.answer()
    for key in ("1", "1"):
        call.press(key)
    for _ in range(3):
        call.dialed("busy")
    call.press("9")
    assert house.text("hello", person()) is None
    serve(house, rounds=3)
    assert rung(house) == [person().e164]


def test_whoever_gets_through_while_their_ring_is_due_waits_no_more(house: House) -> None:
    waits(house)
    house.serve_waits()
    again = dialed_in(house, person(), "CA-again")
    again.press("1")
    again.dialed()
    again.press("1")
    house.work()
    serve(house, rounds=3)
    assert (rung(house), statuses(house)) == ([], [WaitStatus.KEPT])
