"""A process that stood still between its claim and its request asks for nothing any more."""

from collections.abc import Callable

import pytest

from service.adapters.sql.tables import CALLS, MESSAGES
from service.domain.limits import DOUBT_RIPENS, LOOK_AGAIN_AFTER
from service.ports.carrier import NotListed
from service.usecases.turn import REQUEST_WAITS
from tests.twins.house import House


def claimed_ring(house: House) -> Callable[[], None]:
    house.text("S54 05401")
    house.text("CALL")
    request = house.place_call(house.rows()[0].id)
    assert request is not None
    return request


def claimed_text(house: House) -> Callable[[], None]:
    """The text that says that somebody is asked for alerts is queued once a call is over."""
    house.called()
    (row,) = house.messages
    request = house.send_message(row.id)
    assert request is not None
    house.queue.lose_everything()
    house.carrier.calls.clear()
    return request


CLAIMS = [(claimed_ring, CALLS), (claimed_text, MESSAGES)]
both = pytest.mark.parametrize(("claim", "table"), CLAIMS, ids=["ring", "text"])


def asked(house: House) -> int:
    return len(house.carrier.calls) + len(house.carrier.texts)


def settle(house: House, **moves: float) -> None:
    house.carrier.sightings = [NotListed()] * 2
    house.clock.move(**moves)
    house.sweep()
    house.settle_doubts()
    house.sweep()
    house.work()


@both
def test_what_others_have_asked_for_meanwhile_is_not_asked_for_again(
    house: House, claim: Callable[[House], Callable[[], None]], table: object
) -> None:
    late = claim(house)
    settle(house, minutes=12)
    settle(house, minutes=2)
    assert asked(house) == 1
    late()
    assert asked(house) == 1


@both
def test_whoever_has_said_stop_meanwhile_is_left_alone(
    house: House, claim: Callable[[House], Callable[[], None]], table: object
) -> None:
    late = claim(house)
    house.clock.move(seconds=31)
    house.text("STOP")
    late()
    assert asked(house) == 0


@both
def test_what_is_too_late_stays_for_those_who_settle_doubts(
    house: House, claim: Callable[[House], Callable[[], None]], table: object
) -> None:
    late = claim(house)
    house.clock.move(seconds=31)
    late()
    house.clock.move(minutes=2)
    house.sweep()
    assert house.statuses(table)[-1] == "in_doubt"  # type: ignore[arg-type]


@both
def test_a_busy_machine_has_its_time(
    house: House, claim: Callable[[House], Callable[[], None]], table: object
) -> None:
    request = claim(house)
    house.clock.move(seconds=29)
    request()
    assert asked(house) == 1


def test_a_claim_is_kept_far_longer_than_a_request_may_wait() -> None:
    assert DOUBT_RIPENS + LOOK_AGAIN_AFTER > 10 * REQUEST_WAITS
