"""The question for alerts behind a call is ours: it waits for the morning, and for its turn."""

import pytest

from service.adapters.phone_numbers import PhoneNumbers
from service.adapters.sql.tables import MESSAGES
from service.domain.consent import ConsentEvent, ConsentKind, Programme
from service.domain.text_records import MessageStatus
from service.ports.carrier import NotNow
from tests.twins.house import House
from tests.twins.phone_call import PhoneCall

HAWAIIAN = PhoneNumbers().read("+18085550142")
"""The house's day begins at six in the morning there."""


def called_before_eight(house: House, sid: str = "CA-1") -> None:
    """Somebody in Honolulu calls their senators at six, and the text after it goes out."""
    house.text("S54 96813", HAWAIIAN)
    call = PhoneCall(house, HAWAIIAN, sid)
    call.dial_in()
    call.press("1")
    call.through_the_senate()
    later(house, minutes=1)


def later(house: House, **moves: float) -> None:
    """Time passes and everything that is due is done."""
    house.clock.move(**moves)
    house.sweep()
    house.work()


def questions(house: House) -> int:
    """How many questions for alerts were sent."""
    return sum("Reply JOIN" in text.body for text in house.carrier.texts)


def asked(house: House) -> list[ConsentEvent]:
    events = house.store.run(lambda tx: tx.consents.of(HAWAIIAN.e164))
    return [event for event in events if event.programme is Programme.ALERTS]


def test_at_night_it_waits_for_the_morning_and_the_text_after_the_call_does_not(
    house: House,
) -> None:
    called_before_eight(house)
    assert (len(house.carrier.texts), questions(house)) == (1, 0)
    later(house, hours=2)
    assert questions(house) == 1
    assert "you will get our alerts" in (house.text("yes", HAWAIIAN) or "")


def test_it_is_asked_when_it_goes_out(house: House) -> None:
    called_before_eight(house)
    assert (asked(house), house.supporters[0].stage) == ([], "ready")
    later(house, hours=2)
    (event,) = asked(house)
    assert (event.kind, event.by, event.at) == (
        ConsentKind.ASKED, "patchline", house.messages[-1].attempted_at,
    )  # fmt: skip
    assert event.wording == house.carrier.texts[-1].body
    assert house.supporters[0].stage == "asked_alerts"


@pytest.mark.parametrize("body", ["yes", "no"])
def test_an_answer_before_it_came_is_an_answer_to_something_else(house: House, body: str) -> None:
    called_before_eight(house)
    reply = house.text(body, HAWAIIAN) or ""
    assert "alerts" not in reply
    assert asked(house) == []
    later(house, hours=2)
    assert questions(house) == 1


def test_whoever_joined_before_it_came_is_not_asked_again(house: House) -> None:
    called_before_eight(house)
    for body in ("JOIN", "yes"):
        house.text(body, HAWAIIAN)
    later(house, hours=2)
    assert questions(house) == 0
    assert house.statuses(MESSAGES)[-1] == MessageStatus.CANCELED


def test_it_does_not_come_while_another_question_is_open(house: House) -> None:
    called_before_eight(house)
    house.text("S54 03579", HAWAIIAN)
    later(house, hours=2)
    assert questions(house) == 0


def test_two_calls_in_a_night_lead_to_one_question(house: House) -> None:
    called_before_eight(house)
    called_before_eight(house, "CA-2")
    later(house, hours=2)
    assert (questions(house), len(asked(house))) == (1, 1)


def test_what_the_carrier_could_not_take_is_sent_anew_and_asked_once(house: House) -> None:
    called_before_eight(house)
    house.carrier.answers = [NotNow("busy")]
    later(house, hours=2)
    later(house, minutes=1)
    assert (questions(house), len(asked(house))) == (2, 1)
    assert house.statuses(MESSAGES)[-1] == MessageStatus.ACCEPTED


@pytest.mark.parametrize("word", ["STOP", "wrong number", "FORGET"])
def test_it_does_not_come_to_whoever_wants_none(house: House, word: str) -> None:
    called_before_eight(house)
    house.text(word, HAWAIIAN)
    later(house, hours=2)
    assert questions(house) == 0
