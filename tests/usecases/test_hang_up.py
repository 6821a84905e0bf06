"""A phone that still rings after its owner said stop is silenced."""

from collections.abc import Callable

import pytest

from service.domain.callflow import At
from service.domain.phone import Phone
from service.domain.records import CallStatus
from service.ports.carrier import InDoubt, NotNow, Refused
from tests.twins.house import TEXAN, VERMONTER, House
from tests.twins.phone_call import RungCall


def by_word(word: str) -> Callable[[House], object]:
    return lambda house: house.text(word)


def forgotten(house: House) -> None:
    house.forget(VERMONTER)


ways = pytest.mark.parametrize(
    "leaves", [by_word("STOP"), by_word("FORGET"), forgotten], ids=["stop", "forget", "operator"]
)


@ways
def test_it_is_ended_at_the_carrier(house: House, leaves: Callable[[House], object]) -> None:
    call = house.ring()
    leaves(house)
    house.hang_up()
    assert house.carrier.ended == [call.sid]
    assert house.statuses() == [CallStatus.CANCELED]
    house.hang_up()
    assert house.carrier.ended == [call.sid]


@ways
def test_whoever_picked_up_and_has_pressed_no_key_is_not_kept_on_the_line(
    house: House, leaves: Callable[[House], object]
) -> None:
    call = house.ring()
    call.answer()
    leaves(house)
    house.hang_up()
    assert house.carrier.ended == [call.sid]


@ways
@pytest.mark.parametrize("keys", ["1", "5", ""])
def test_a_key_pressed_too_late_is_heard_by_nobody(
    house: House, leaves: Callable[[House], object], keys: str
) -> None:
    call = house.ring()
    call.answer()
    leaves(house)
    turn = call.press(keys) if keys else call.silent()
    assert (turn.say, turn.ask, turn.connect) == ((), None, None)
    house.hang_up()
    assert house.statuses() == [CallStatus.CANCELED]


@ways
def test_a_call_that_was_taken_goes_on(house: House, leaves: Callable[[House], object]) -> None:
    call = house.ring()
    call.answer()
    call.press("1")
    leaves(house)
    house.hang_up()
    assert house.carrier.ended == []
    call.through_the_senate()
    assert call.turn.state.at is At.OVER
    assert "text" not in call.said
    assert house.messages == []


def test_whoever_perhaps_said_stop_need_not_hear_it_ring(house: House) -> None:
    call = house.ring()
    house.text("enough already")
    house.hang_up()
    assert house.carrier.ended == [call.sid]


def test_whoever_perhaps_said_stop_and_picks_up_is_asked_by_the_call_itself(house: House) -> None:
    call = house.ring()
    house.text("enough already")
    call.answer()
    house.hang_up()
    assert house.carrier.ended == []
    assert call.turn.ask is not None


@pytest.mark.parametrize("word", ["", "S54", "HELP"])
@pytest.mark.parametrize("leaver", [TEXAN, None])
def test_nobody_elses_call_is_ended(house: House, word: str, leaver: Phone | None) -> None:
    call = house.ring()
    if word:
        house.text(word)
    if leaver:
        house.text("STOP", leaver)
    house.hang_up()
    assert house.carrier.ended == []
    assert call.answer()


@pytest.mark.parametrize("answer", [NotNow("no connection"), InDoubt("timeout")])
def test_what_the_carrier_could_not_do_is_asked_again(
    house: House, answer: NotNow | InDoubt
) -> None:
    call = house.ring()
    house.text("STOP")
    house.carrier.answers = [answer, answer]
    for _ in range(4):
        house.hang_up()
        house.clock.move(seconds=1)
    assert house.carrier.ended == [call.sid] * 3
    assert house.statuses() == [CallStatus.CANCELED]


def test_it_is_not_asked_for_ever(house: House) -> None:
    house.ring()
    house.text("STOP")
    house.carrier.answers = [InDoubt("timeout")] * 400
    for _ in range(400):
        house.hang_up()
        house.clock.move(seconds=1)
    assert len(house.carrier.ended) <= 120


def test_a_call_that_the_carrier_no_longer_has_is_left_alone(house: House) -> None:
    call = house.ring()
    house.text("STOP")
    house.carrier.answers = [Refused(20404)]
    house.hang_up()
    house.hang_up()
    assert house.carrier.ended == [call.sid]
    call.ends(CallStatus.NO_ANSWER)
    assert house.statuses() == [CallStatus.NO_ANSWER]


def test_a_stop_between_the_request_and_its_answer_is_in_time(house: House) -> None:
    house.carrier.before_answering = lambda token: house.text("STOP", sid="SM-stop")
    call = house.ring()
    house.hang_up()
    assert house.carrier.ended == [call.sid]


def test_whoever_comes_back_at_once_is_not_tried_a_second_time(house: House) -> None:
    call = house.ring()
    house.text("STOP")
    house.hang_up()
    house.text("START")
    call.ends(CallStatus.NO_ANSWER)
    assert house.statuses() == [CallStatus.CANCELED]


@ways
def test_a_phone_picked_up_in_the_same_moment_hears_nothing(
    house: House, leaves: Callable[[House], object]
) -> None:
    call = house.ring()
    leaves(house)
    turn = call.answer()
    assert turn
    assert (turn.say, turn.ask, turn.connect) == ((), None, None)
    call.ends(CallStatus.COMPLETED)
    house.hang_up()
    assert house.carrier.ended == []
    assert house.statuses() == [CallStatus.COMPLETED]


@ways
def test_a_pickup_told_twice_is_ended_where_one_of_its_answers_was_the_question(
    house: House, leaves: Callable[[House], object]
) -> None:
    call = house.ring()
    call.answer()
    leaves(house)
    call.answer()
    house.hang_up()
    assert house.carrier.ended == [call.sid]
    assert house.statuses() == [CallStatus.CANCELED]


def test_the_second_try_is_ended_too(house: House) -> None:
    call = house.ring()
    call.ends(CallStatus.NO_ANSWER)
    house.clock.move(minutes=10)
    house.sweep()
    house.work()
    house.text("STOP")
    house.hang_up()
    second = RungCall(house, call.person, house.rows()[1].call_sid, house.carrier.calls[1].token)
    assert house.carrier.ended == [second.sid]
