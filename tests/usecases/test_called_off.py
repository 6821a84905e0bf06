"""What is called off while the carrier is asked for it does not come back."""

import pytest

from service.adapters.sql.tables import MESSAGES
from service.domain.records import CallStatus
from service.domain.text_records import MessageStatus
from service.ports.carrier import Answer, InDoubt, NotListed, NotNow, Refused
from tests.twins.house import VERMONTER, House
from tests.twins.phone_call import RungCall

ENDS = ["STOP", "wrong number", "FORGET"]


def later(house: House, **moves: float) -> None:
    """Time passes, doubts are settled and everything that is due is done."""
    house.clock.move(**moves)
    house.settle_doubts()
    house.sweep()
    house.work()


def meanwhile(house: House, answer: Answer, *bodies: str) -> None:
    """While the carrier is asked they text; then it answers."""

    def texts(_token: str) -> None:
        house.carrier.before_answering = lambda _token: None
        for body in bodies:
            house.text(body)
            house.clock.move(seconds=1)

    house.carrier.answers = [answer]
    house.carrier.before_answering = texts


def promised(house: House) -> None:
    """A ring waits to be placed."""
    house.text("S54 05401")
    house.text("CALL")


def never_had_it(house: House) -> None:
    """Two looks at the carrier's list do not find it."""
    for _ in range(2):
        house.carrier.sightings = [NotListed()]
        later(house, minutes=11)


@pytest.mark.parametrize("word", ENDS)
def test_a_text_that_is_not_taken_now_is_not_sent_later(house: House, word: str) -> None:
    house.called()
    meanwhile(house, NotNow("busy"), word)
    house.work()
    later(house, minutes=1)
    assert len(house.carrier.texts) == 1


def test_a_text_of_before_a_stop_does_not_come_after_a_return(house: House) -> None:
    house.called()
    meanwhile(house, NotNow("busy"), "STOP", "START")
    house.work()
    later(house, minutes=1)
    assert len(house.carrier.texts) == 1
    assert house.statuses(MESSAGES) == [MessageStatus.CANCELED]


@pytest.mark.parametrize("word", ["STOP", "wrong number"])
def test_a_text_in_doubt_that_turns_out_unsent_is_called_off(house: House, word: str) -> None:
    house.called()
    meanwhile(house, InDoubt("timeout"), word)
    house.work()
    house.text("START")
    never_had_it(house)
    assert len(house.carrier.texts) == 1
    assert house.statuses(MESSAGES) == [MessageStatus.CANCELED]


def test_a_text_in_doubt_that_turns_out_sent_has_been_sent(house: House) -> None:
    house.called()
    meanwhile(house, InDoubt("timeout"), "STOP")
    house.work()
    token = house.messages[0].token
    house.receipt(token, "SM-late", MessageStatus.DELIVERED, 0, VERMONTER)
    assert house.statuses(MESSAGES) == [MessageStatus.DELIVERED]


@pytest.mark.parametrize("word", ENDS)
def test_a_ring_that_is_not_taken_now_is_not_placed_later(house: House, word: str) -> None:
    promised(house)
    meanwhile(house, NotNow("busy"), word)
    house.work()
    later(house, minutes=1)
    assert len(house.carrier.calls) == 1
    assert house.statuses() == [CallStatus.CANCELED]
    assert house.rows()[0].ended_at is not None


@pytest.mark.parametrize("answer", [NotNow("busy"), InDoubt("timeout"), Refused(13224)], ids=repr)
def test_a_ring_of_before_a_stop_does_not_come_after_a_return(house: House, answer: Answer) -> None:
    promised(house)
    meanwhile(house, answer, "STOP", "START")
    house.work()
    never_had_it(house)
    assert (len(house.carrier.calls), house.carrier.texts) == (1, [])


@pytest.mark.parametrize("word", ENDS)
def test_a_ring_that_is_placed_all_the_same_is_ended(house: House, word: str) -> None:
    promised(house)
    house.carrier.before_answering = lambda _token: house.text(word)
    house.work()
    house.hang_up()
    assert len(house.carrier.ended) == 1
    assert house.statuses() == [CallStatus.CANCELED]


def test_a_ring_that_was_stopped_is_not_tried_again_after_a_return(house: House) -> None:
    call = house.ring()
    for word in ("STOP", "START"):
        house.text(word)
    call.ends(CallStatus.NO_ANSWER)
    later(house, minutes=11)
    assert len(house.carrier.calls) == 1


def test_a_doubt_meanwhile_holds_a_text_and_loses_none(house: House) -> None:
    house.called()
    meanwhile(house, NotNow("busy"), "enough already")
    house.work()
    later(house, minutes=1)
    assert len(house.carrier.texts) == 1
    house.text("S54")
    later(house, seconds=1)
    assert len(house.carrier.texts) == 2


def test_a_doubt_meanwhile_holds_a_ring_and_loses_none(house: House) -> None:
    promised(house)
    meanwhile(house, NotNow("busy"), "enough already")
    house.work()
    later(house, minutes=1)
    assert len(house.carrier.calls) == 1
    house.text("S54")
    later(house, seconds=1)
    assert len(house.carrier.calls) == 2


@pytest.mark.parametrize("bodies", [["wrong number"], ["STOP", "START"]])
def test_a_ring_that_was_called_off_in_flight_says_nothing_when_it_is_picked_up(
    house: House, bodies: list[str]
) -> None:
    promised(house)
    meanwhile(house, InDoubt("timeout"), *bodies)
    house.work()
    call = RungCall(house, VERMONTER, "CA-1", house.carrier.calls[0].token)
    turn = call.answer()
    assert turn is not None
    assert (turn.say, turn.ask, turn.connect) == ((), None, None)
