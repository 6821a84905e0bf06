"""What is in doubt is settled, never repeated on a guess."""

import pytest

from service.domain.records import CallStatus
from service.domain.text_records import MessageStatus
from service.ports.carrier import CannotTell, InDoubt, Listed, NotListed
from tests.twins.house import House


@pytest.fixture
def doubtful(house: House) -> House:
    """A house with one call in doubt."""
    house.text("S54 05401")
    house.text("CALL")
    house.carrier.answers = [InDoubt("timeout")]
    house.work()
    assert house.statuses() == [CallStatus.IN_DOUBT]
    return house


def look(house: House, *sightings: object, minutes: float) -> None:
    house.carrier.sightings.extend(sightings)  # type: ignore[arg-type]
    house.clock.move(minutes=minutes)
    house.settle_doubts()
    house.sweep()
    house.work()


def test_nobody_looks_before_the_listing_would_show_it(doubtful: House) -> None:
    look(doubtful, minutes=9.9)
    assert doubtful.carrier.looks == 0


def test_what_is_listed_is_not_placed_again(doubtful: House) -> None:
    look(doubtful, Listed("CA-found"), minutes=10.1)
    assert doubtful.statuses() == [CallStatus.RINGING]
    assert doubtful.rows()[0].call_sid == "CA-found"
    assert len(doubtful.carrier.calls) == 1


def test_one_look_that_does_not_know_it_is_not_enough(doubtful: House) -> None:
    look(doubtful, NotListed(), minutes=10.1)
    look(doubtful, NotListed(), minutes=0.5)
    assert doubtful.statuses() == [CallStatus.IN_DOUBT]
    assert doubtful.carrier.looks == 1


def test_two_looks_a_minute_apart_that_do_not_know_it_place_it_anew_once(doubtful: House) -> None:
    look(doubtful, NotListed(), minutes=10.1)
    look(doubtful, NotListed(), minutes=1.1)
    assert len(doubtful.carrier.calls) == 2
    look(doubtful, minutes=60)
    assert len(doubtful.carrier.calls) == 2


def test_two_who_look_at_the_same_moment_count_as_one_look(doubtful: House) -> None:
    doubtful.clock.move(minutes=11)
    other = House(doubtful.url, clock=doubtful.clock)
    for house in (doubtful, other):
        house.carrier.sightings = [NotListed()]
    find = doubtful.carrier.find_call
    doubtful.carrier.find_call = lambda *asked: (other.settle_doubts(), find(*asked))[1]  # type: ignore[method-assign]
    doubtful.settle_doubts()
    assert other.carrier.looks == doubtful.carrier.looks == 1
    assert doubtful.statuses() == [CallStatus.IN_DOUBT]


def test_a_carrier_that_cannot_tell_settles_nothing(doubtful: House) -> None:
    look(doubtful, CannotTell(), minutes=10.1)
    look(doubtful, NotListed(), minutes=1.1)
    look(doubtful, CannotTell(), minutes=1.1)
    assert doubtful.statuses() == [CallStatus.IN_DOUBT]
    for _ in range(25):
        look(doubtful, CannotTell(), minutes=60)
    assert doubtful.statuses() == [CallStatus.UNKNOWN]
    assert len(doubtful.carrier.calls) == 1


def test_its_own_webhook_settles_it_first(doubtful: House) -> None:
    token = doubtful.carrier.calls[0].token
    assert doubtful.patch.rung(token, "CA-own") is not None
    assert doubtful.statuses() == [CallStatus.IN_PROGRESS]
    look(doubtful, NotListed(), minutes=11)
    assert doubtful.carrier.looks == 0


def test_a_stop_said_while_it_was_in_doubt_is_heard(doubtful: House) -> None:
    doubtful.text("STOP")
    look(doubtful, NotListed(), minutes=10.1)
    look(doubtful, NotListed(), minutes=1.1)
    assert len(doubtful.carrier.calls) == 1


class TestTexts:
    """The same for a text."""

    @pytest.fixture(autouse=True)
    def _in_doubt(self, house: House) -> None:
        house.called()
        house.carrier.answers = [InDoubt("timeout")]
        house.work()
        assert house.messages[0].status == MessageStatus.IN_DOUBT

    def test_listed_is_accepted(self, house: House) -> None:
        look(house, Listed("SM-found"), minutes=11)
        assert house.messages[0].status == MessageStatus.ACCEPTED
        assert len(house.carrier.texts) == 1

    def test_not_listed_twice_is_sent_anew(self, house: House) -> None:
        look(house, NotListed(), minutes=11)
        look(house, NotListed(), minutes=2)
        assert len(house.carrier.texts) == 2
        assert house.messages[0].status == MessageStatus.ACCEPTED

    def test_a_receipt_that_carries_its_token_settles_it(self, house: House) -> None:
        house.receipt(house.messages[0].token, "SM-own", MessageStatus.DELIVERED, None)
        look(house, NotListed(), minutes=11)
        assert house.messages[0].status == MessageStatus.DELIVERED
        assert house.carrier.looks == 0
