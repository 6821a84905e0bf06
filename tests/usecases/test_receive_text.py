"""One text, one reply, one transaction."""

import pytest

from service.adapters.phone_numbers import PhoneNumbers
from service.adapters.sql.tables import SUPPRESSIONS, TEXTS
from service.domain.limits import SAME_TEXTS_PER_HOUR, TEXTS_PER_HOUR
from service.domain.text_records import InboundText
from tests.twins.house import LONDONER, OURS, TEXAN, VERMONTER, House


def test_a_keyword_a_zip_and_call_lead_to_one_ring(house: House) -> None:
    assert "ZIP" in (house.text("S54") or "")
    assert "Sanders" in (house.text("05401") or "")
    assert "ringing you now" in (house.text("CALL") or "")
    house.work()
    (call,) = house.carrier.calls
    assert (call.to, call.our_number) == (VERMONTER.e164, OURS)


@pytest.mark.parametrize("body", ["S54", "S54 05401", "CALL", "STOP", "HELP", "ES", "gibberish"])
def test_a_repeat_gets_the_same_words_and_changes_nothing(house: House, body: str) -> None:
    house.text("S54 05401")
    first = house.text(body, sid="SM-once")
    before = [house.rows(table) for table in (TEXTS,)], house.supporters, house.rows()
    house.clock.move(minutes=5)
    assert [house.text(body, sid="SM-once") for _ in range(3)] == [first] * 3
    assert before == ([house.rows(table) for table in (TEXTS,)], house.supporters, house.rows())


def test_a_repeat_after_others_still_gets_its_own_words(house: House) -> None:
    first = house.text("S54", sid="SM-once")
    house.text("05401")
    house.text("STOP")
    assert house.text("S54", sid="SM-once") == first
    assert house.supporters[0].stage == "stopped"


def test_a_repeat_of_forget_gets_the_same_words_and_makes_nobody_anew(house: House) -> None:
    house.text("S54 05401")
    first = house.text("FORGET", sid="SM-once")
    assert first
    assert house.text("FORGET", sid="SM-once") == first
    assert house.supporters == []


def test_a_late_repeat_from_before_forget_brings_nobody_back(house: House) -> None:
    house.text("S54 05401", sid="SM-old")
    house.text("FORGET")
    assert house.text("S54 05401", sid="SM-old") is None
    assert house.supporters == []


@pytest.mark.parametrize(
    "raw",
    ["+442071838750", "+14165550100", "+18765550100", "anonymous", "72645", "", "+266696687"],
)
def test_whoever_is_not_in_the_us_is_stored_and_gets_no_answer(house: House, raw: str) -> None:
    sender = PhoneNumbers().read(raw)
    for body in ("S54", "CALL", "HELP", "STOP"):
        assert house.text(body, sender) is None
    assert len(house.rows(TEXTS)) == 4
    assert house.supporters == house.rows() == []


def test_a_yes_answers_what_we_asked_whatever_the_carrier_makes_of_it(house: House) -> None:
    assert "Reply STOP" in (house.text("S54") or "")
    assert "What ZIP code" in (house.text("YES", carrier_answered=True) or "")
    house.text("05401")
    assert "reply CALL" in (house.text("YES", carrier_answered=True) or "")


def test_a_puerto_rican_number_is_answered(house: House) -> None:
    assert house.text("S54", PhoneNumbers().read("+17875550100"))


def test_a_hint_is_given_once_an_hour_and_every_text_reaches_the_inbox(house: House) -> None:
    assert "will read your message" in (house.text("what is this about?") or "")
    assert house.text("hello?") is None
    house.clock.move(minutes=59)
    assert house.text("anybody?") is None
    house.clock.move(minutes=1)
    assert "will read your message" in (house.text("still there?") or "")
    inbox = house.store.run(lambda tx: tx.texts.inbox(10))
    assert [text.body for text in inbox] == [
        "still there?",
        "anybody?",
        "hello?",
        "what is this about?",
    ]
    assert {text.masked_sender for text in inbox} == {"+1•••••••142"}


def test_two_machines_do_not_talk_for_ever(house: House) -> None:
    replies = [house.text(("S54", "05401")[n % 2]) for n in range(TEXTS_PER_HOUR + 20)]
    assert sum(reply is not None for reply in replies) == TEXTS_PER_HOUR
    assert house.text("S54", TEXAN) is not None
    house.clock.move(hours=1, seconds=1)
    assert house.text("S54") is not None


@pytest.mark.parametrize("body", ["S54", "05401", "JOIN", "ES", "platform", "hello?"])
def test_the_same_words_again_and_again_are_soon_not_answered(house: House, body: str) -> None:
    replies = [house.text(body) for _ in range(20)]
    assert not any(replies[SAME_TEXTS_PER_HOUR:])
    assert house.text("HELP") is not None
    assert house.text("STOP") is not None


def test_the_same_words_are_answered_again_when_the_hour_is_over(house: House) -> None:
    replies = [house.text(words) for words in ("S54", "s54!", "S54", "S54")]
    assert [reply is not None for reply in replies] == [True, True, True, False]
    house.clock.move(hours=1, seconds=1)
    assert house.text("S54") is not None


@pytest.mark.parametrize("body", ["START", "HELP", "CALL"])
def test_these_are_answered_however_often_they_are_said(house: House, body: str) -> None:
    house.text("S54 05401")
    assert all(house.text(body) for _ in range(9))


@pytest.mark.parametrize("body", ["S54", "STOP", "hello?"])
def test_a_text_from_our_own_number_is_kept_and_not_answered(house: House, body: str) -> None:
    assert house.text(body, PhoneNumbers().read(OURS)) is None
    assert [row.our_number for row in house.rows(TEXTS)] == [OURS]
    assert house.supporters == []
    assert house.rows(SUPPRESSIONS) == []


def test_a_stop_is_confirmed_however_many_replies_there_were(house: House) -> None:
    for _ in range(TEXTS_PER_HOUR + 1):
        house.text("HELP")
    assert "unsubscribed" in (house.text("STOP") or "")


def test_a_conversation_outlives_the_process(house: House) -> None:
    house.text("S54")
    again = House(house.url, clock=house.clock)
    assert "Sanders" in (again.text("05401", sid="SM-after-restart") or "")
    again.engine.dispose()


def test_a_text_that_fails_halfway_leaves_no_trace(house: House) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("pulled the plug")

    house.text("S54 05401")
    before = (house.rows(TEXTS), house.supporters, house.rows())
    with pytest.raises(RuntimeError, match="pulled the plug"):
        house.store.run(lambda tx: (tx.rings.cancel_promises(1, house.clock.now()), fail()))
    assert before == (house.rows(TEXTS), house.supporters, house.rows())


@pytest.mark.parametrize("body", ["", " ", "\x00", "🦊" * 800, "a" * 1600, "00000", "0540", "‮STOP"])
def test_no_body_is_too_odd(house: House, body: str) -> None:
    house.text("S54")
    house.text(body)
    house.text(body, LONDONER)
    assert len(house.rows(TEXTS)) == 3


def test_of_a_word_taken_in_after_an_outage_what_was_really_said_is_kept(house: House) -> None:
    house.text("please stop")
    house.clock.move(minutes=1)
    text = InboundText("SM-start", OURS, "START")
    house.receive.catch_up(text, VERMONTER, None, carrier_answered=True)
    assert house.text("START", sid="SM-start") is None
    assert house.rows(SUPPRESSIONS) == []
    assert "STOP" in (house.text("S54") or "")


def test_a_yes_taken_in_after_an_outage_was_answered_with_silence(house: House) -> None:
    house.text("S54")
    text = InboundText("SM-yes", OURS, "YES")
    house.receive.catch_up(text, VERMONTER, None, carrier_answered=True)
    assert house.text("YES", sid="SM-yes") is None
    assert [person.stage for person in house.supporters] == ["asked_zip"]


def test_nothing_is_kept_of_a_text_from_before_its_sender_was_forgotten(house: House) -> None:
    house.text("FORGET")
    house.clock.set_back(minutes=2)
    text = InboundText("SM-kept", OURS, "S54 05401")
    house.receive.catch_up(text, VERMONTER, "try again", carrier_answered=False)
    assert [row.body_sealed for row in house.rows(TEXTS)] == [None, None]
    assert [row.sender_sealed for row in house.rows(TEXTS)] == [None, None]
