"""Whoever may have said stop is left alone until they, or an organizer, have said which it was."""

from collections.abc import Callable

import pytest

from service.adapters.sql.tables import CONSENT_EVENTS, MESSAGES, TEXTS
from service.domain.consent import Channel, ConsentKind, Programme, Standing, standing
from service.domain.records import CallStatus
from service.domain.text_records import InboundText
from service.ports.carrier import Arrived
from service.usecases.decide_doubt import Decision
from service.usecases.record_call_status import CallReport
from tests.twins.house import OURS, TEXAN, VERMONTER, House
from tests.twins.phone_call import dialed_in

DOUBTFUL = "enough already"


def held(house: House) -> bool:
    return house.supporters[0].held_at is not None


def promised_and_in_doubt(house: House) -> None:
    """A ring is promised, and before it is placed its person says what may be a stop."""
    house.text("S54 05401")
    house.text("CALL")
    house.text(DOUBTFUL)


def later(house: House, **moves: float) -> None:
    """Time passes and everything that is due is done."""
    house.clock.move(**moves)
    house.sweep()
    house.work()


def test_a_promised_ring_waits_and_is_not_called_off(house: House) -> None:
    promised_and_in_doubt(house)
    house.work()
    later(house, minutes=2)
    assert house.carrier.calls == []
    assert house.statuses() == ["queued"]


def test_the_sweeper_does_not_ask_again_for_what_is_held(house: House) -> None:
    promised_and_in_doubt(house)
    house.queue.lose_everything()
    house.sweep()
    assert house.queue.take() is None


def test_whoever_is_held_keeps_nobody_else_waiting(house: House) -> None:
    promised_and_in_doubt(house)
    assert house.store.run(lambda tx: tx.rings.waiting(house.clock.now())) == 0


def test_a_second_try_of_a_ring_is_held_too(house: House) -> None:
    call = house.ring()
    house.text(DOUBTFUL)
    call.ends(CallStatus.NO_ANSWER)
    later(house, minutes=11)
    assert len(house.carrier.calls) == 1
    assert house.statuses()[-1] == "queued"


def test_a_follow_up_is_held_and_goes_on_when_they_are_kept(house: House) -> None:
    for body in ("JOIN", "S54 05401"):
        house.text(body)
    call = dialed_in(house)
    call.through_the_senate()
    house.text(DOUBTFUL)
    house.report("", CallReport(call.sid, CallStatus.COMPLETED, 9))
    house.work()
    later(house, minutes=2)
    assert (house.carrier.texts, house.statuses(MESSAGES)) == ([], ["queued"])
    house.decide(house.rows(TEXTS)[-1].id, Decision.KEEP, "operator")
    later(house, minutes=1)
    assert len(house.carrier.texts) == 1


def test_the_question_for_alerts_is_held_too(house: House) -> None:
    house.text("S54 05401")
    dialed_in(house).through_the_senate()
    house.text(DOUBTFUL)
    house.work()
    later(house, minutes=2)
    assert (house.carrier.texts, house.statuses(MESSAGES)) == ([], ["queued"] * 2)


@pytest.mark.parametrize("word", ["CALL", "S54", "05401", "START", "S54 05401"])
def test_a_plain_word_of_theirs_ends_the_hold(house: House, word: str) -> None:
    promised_and_in_doubt(house)
    assert house.text(word)
    assert not held(house)
    later(house, seconds=5)
    assert len(house.carrier.calls) == 1


@pytest.mark.parametrize("word", ["yes", "Yes!", "sí", "YES please"])
@pytest.mark.parametrize("carrier_answered", [False, True])
def test_a_yes_ends_no_doubt_and_is_read_like_one(
    house: House, word: str, carrier_answered: bool
) -> None:
    promised_and_in_doubt(house)
    assert house.text(word, carrier_answered=carrier_answered and word == "yes") is None
    later(house, minutes=2)
    assert (held(house), house.carrier.calls) == (True, [])
    assert house.text("START")
    assert not held(house)


def test_a_yes_after_hours_of_doubt_is_told_again_how_to_stop(house: House) -> None:
    promised_and_in_doubt(house)
    house.clock.move(hours=2)
    assert "reply STOP" in (house.text("yes") or "")
    assert [text.undecided for text in house.store.run(lambda tx: tx.texts.inbox(9))] == [True] * 2


def test_a_yes_that_the_carrier_answers_is_not_answered_twice(house: House) -> None:
    house.text(DOUBTFUL)
    house.clock.move(hours=2)
    assert house.text("yes", carrier_answered=True) is None
    assert held(house)


def test_call_after_hours_of_doubt_is_a_new_ring_and_not_the_old_one(house: House) -> None:
    promised_and_in_doubt(house)
    house.clock.move(hours=3)
    assert "ringing you now" in (house.text("CALL") or "")
    house.work()
    assert house.statuses() == ["canceled", "ringing"]


@pytest.mark.parametrize("body", ["HELP", "hello?", "ES", DOUBTFUL])
def test_replies_to_their_own_texts_go_on_and_leave_them_held(house: House, body: str) -> None:
    promised_and_in_doubt(house)
    house.clock.move(hours=2)
    assert house.text(body)
    assert held(house)


def test_a_stop_ends_the_doubt(house: House) -> None:
    promised_and_in_doubt(house)
    assert "unsubscribed" in (house.text("STOP") or "")
    assert not held(house)
    assert house.statuses() == ["canceled"]


def test_two_doubts_within_the_hour_are_answered_once(house: House) -> None:
    assert "reply STOP" in (house.text(DOUBTFUL) or "")
    assert house.text("im done with you people") is None
    house.clock.move(hours=2)
    assert "reply STOP" in (house.text("not interested") or "")


def test_a_wrong_number_loses_what_was_queued_and_its_alerts(house: House) -> None:
    house.text("S54 05401")
    house.text("CALL")
    assert "somebody else" in (house.text("wrong number", sid="SM-wrong") or "")
    assert house.statuses() == ["canceled"]
    event = house.store.run(lambda tx: tx.consents.of(VERMONTER.e164))[-1]
    assert (event.kind, event.channel, event.words, event.reference) == (
        ConsentKind.STOPPED, Channel.TEXT, "wrong number", "SM-wrong",
    )  # fmt: skip
    assert standing([event], Programme.ALERTS) is Standing.STOPPED
    assert standing([event], Programme.REPLIES) is Standing.NEVER
    assert house.text("HELP")


def test_a_doubt_during_an_outage_is_answered_then_and_held_afterwards(house: House) -> None:
    text = InboundText("SM-aside", OURS, DOUBTFUL)
    said = house.receive.meanwhile(text, TEXAN, carrier_answered=False)
    assert "reply STOP" in (said or "")
    house.receive.catch_up(text, TEXAN, said, carrier_answered=False)
    assert held(house)
    assert house.rows(TEXTS)[-1].kind == "doubt"


def test_a_late_doubt_wakes_nobody_is_held_and_told_so_in_the_morning(house: House) -> None:
    house.text("S54 05401")
    said = house.clock.now()
    house.clock.move(hours=14)  # an hour after midnight
    house.store.run(lambda tx: tx.texts.fetched(said))
    text = InboundText("SM-late", OURS, DOUBTFUL)
    house.carrier.arrived = [Arrived(text, VERMONTER.e164, said)]
    house.fetch_missed()
    house.work()
    assert (held(house), house.carrier.texts) == (True, [])
    house.clock.move(hours=7)  # eight in the morning
    house.sweep()
    house.work()
    (answer,) = house.carrier.texts
    assert "reply STOP" in answer.body


@pytest.mark.parametrize(
    "forget", [lambda house: house.text("FORGET"), lambda house: house.forget(VERMONTER)]
)
def test_a_doubt_that_nobody_can_decide_any_more_becomes_a_stop(
    house: House, forget: Callable[[House], object]
) -> None:
    promised_and_in_doubt(house)
    forget(house)
    assert house.store.run(lambda tx: tx.supporters.suppressed(VERMONTER.e164))
    assert [row.kind for row in house.rows(CONSENT_EVENTS)][-2:] == ["stopped", "erased"]
    assert house.store.run(lambda tx: tx.consents.of(VERMONTER.e164)) == []
    assert (house.text("JOIN"), house.text("S54 05401")) == (None, None)
    assert "welcome back" in (house.text("START") or "")


def test_whoever_is_forgotten_in_doubt_is_told_that_it_is_a_stop(house: House) -> None:
    promised_and_in_doubt(house)
    assert "no more texts or calls" in (house.text("FORGET") or "")
    assert "one day" in (house.text("FORGET", TEXAN) or "")
    assert not house.store.run(lambda tx: tx.supporters.suppressed(TEXAN.e164))
