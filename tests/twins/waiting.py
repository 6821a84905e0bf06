"""People of Vermont who wait for a ring."""

from service.adapters.phone_numbers import PhoneNumbers
from service.adapters.sql.tables import WAITS
from service.domain.callflow import At
from service.domain.phone import Phone
from service.domain.records import CallStatus
from tests.twins.house import House
from tests.twins.phone_call import PhoneCall, RungCall, dialed_in

WELCH, SANDERS = "W000800", "S000033"


def person(number: int = 0) -> Phone:
    """One of several."""
    return PhoneNumbers().read(f"+1802555{1000 + number}")


def to_the_offer(call: PhoneCall) -> PhoneCall:
    """From a script on: every line of the senator is busy."""
    call.press("1")
    while call.turn.state.at is At.LEG:
        call.dialed("busy")
    assert call.turn.state.at is At.OFFER
    return call


def waits(house: House, number: int = 0, *, both: bool = False) -> PhoneCall:
    """Somebody calls, finds Senator Welch's lines busy, keeps a place, and hangs up."""
    call = to_the_offer(dialed_in(house, person(number), f"CA-in-{number}"))
    call.press("2")
    if both:
        to_the_offer(call).press("2")
    call.hang_up()
    house.work()
    house.carrier.texts.clear()
    return call


def serve(house: House, rounds: int = 1, seconds: float = 2) -> None:
    """So many rounds of the scheduler, with all jobs done."""
    for _ in range(rounds):
        house.serve_waits()
        house.work()
        house.clock.move(seconds=seconds)


def rung(house: House) -> list[str]:
    """Who was rung, in order."""
    return [call.to for call in house.carrier.calls]


def ring_of(house: House, number: int = 0) -> RungCall:
    """The last ring of one of them, as its far end sees it."""
    placed = [call for call in house.carrier.calls if call.to == person(number).e164][-1]
    (row,) = [row for row in house.rows() if row.token == placed.token]
    return RungCall(house, person(number), row.call_sid, placed.token)


def untaken(house: House, number: int = 0) -> None:
    """Nobody picks up."""
    ring_of(house, number).ends(CallStatus.NO_ANSWER)


def statuses(house: House) -> list[str]:
    """Of every promise, oldest first."""
    return [row.status for row in house.rows(WAITS)]
