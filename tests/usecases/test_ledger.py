"""Every road on which people agree or stop writes the consent ledger, once and word for word."""

from collections.abc import Callable

import pytest

from service.adapters.sql.consents import EVIDENCE
from service.adapters.sql.tables import CONSENT_EVENTS, CONSENT_EVIDENCE
from service.domain.consent import Channel, ConsentEvent, ConsentKind, Programme
from service.domain.limits import TEXTS_PER_HOUR
from service.domain.phone import Phone
from service.domain.text_records import InboundText, MessageStatus
from service.ports.carrier import Refused
from service.usecases.late_text import Late
from tests.twins.house import LONDONER, OURS, TEXAN, VERMONTER, House
from tests.twins.phone_call import PhoneCall

Kinds = list[tuple[ConsentKind, Programme | None]]
AGREED = (ConsentKind.AGREED, Programme.REPLIES)
ASKED = (ConsentKind.ASKED, Programme.ALERTS)
JOINED = [(ConsentKind.AGREED, Programme.ALERTS), (ConsentKind.CONFIRMED, Programme.ALERTS)]
STOPPED = (ConsentKind.STOPPED, None)
RESTARTED = (ConsentKind.RESTARTED, None)


def ledger(house: House, person: Phone = VERMONTER) -> list[ConsentEvent]:
    return house.store.run(lambda tx: tx.consents.of(person.e164))


def kinds(house: House, person: Phone = VERMONTER) -> Kinds:
    return [(event.kind, event.programme) for event in ledger(house, person)]


@pytest.mark.parametrize("body", ["S54", "05401", "CALL", "S54 05401", "plataforma"])
def test_a_first_request_is_kept_with_their_words_and_ours(house: House, body: str) -> None:
    reply = house.text(body, sid="SM-first")
    event = ledger(house)[0]
    assert (event.kind, event.programme) == AGREED
    assert (event.channel, event.by, event.reference) == (Channel.TEXT, "supporter", "SM-first")
    assert (event.words, event.wording, event.at) == (body, reply, house.clock.now())


def test_later_requests_and_mere_chatter_are_no_agreements(house: House) -> None:
    for body in ("hello", "HELP", "ES"):
        house.text(body)
    assert kinds(house) == []
    for body in ("S54", "05401", "CALL", "hello"):
        house.text(body)
    assert kinds(house) == [AGREED]


def test_alerts_are_asked_for_agreed_to_and_confirmed_in_the_words_that_were_sent(
    house: House,
) -> None:
    question = house.text("JOIN", sid="SM-1")
    confirmation = house.text("Join.", sid="SM-2")
    _, asked, agreed, confirmed = ledger(house)
    assert kinds(house) == [AGREED, ASKED, *JOINED]
    assert asked.wording == agreed.wording == question
    assert (asked.by, agreed.by, confirmed.by) == ("patchline", "supporter", "patchline")
    assert (agreed.words, agreed.reference) == ("Join.", "SM-2")
    assert confirmed.wording == confirmation
    assert house.supporters[0].alerts == "agreed"


def test_a_yes_is_kept_under_the_question_as_it_was_put_last(house: House) -> None:
    house.text("JOIN")
    spanish = house.text("ES") or ""
    house.text("sí")
    assert kinds(house) == [AGREED, ASKED, ASKED, *JOINED]
    assert ledger(house)[3].wording in spanish
    assert "UNIRME" in ledger(house)[3].wording


def test_the_question_behind_a_call_is_kept_as_it_was_sent(house: House) -> None:
    call = house.ring()
    call.answer()
    call.press("1")
    call.through_the_senate()
    house.work()
    event = ledger(house)[-1]
    assert (event.kind, event.programme) == ASKED
    assert event.wording == house.carrier.texts[-1].body
    assert event.reference == house.messages[-1].token


def test_whoever_asks_for_a_text_by_key_agrees_by_phone(house: House) -> None:
    call = PhoneCall(house, TEXAN, "CA-1")
    call.dial_in()
    for keys in ("1", "05401"):
        call.press(keys)
    call.through_the_senate()
    offer = call.turn.ask.say[-1].words if call.turn.ask else ""
    call.press("1")
    event = ledger(house, TEXAN)[0]
    assert (event.kind, event.programme) == AGREED
    assert (event.channel, event.words, event.reference) == (Channel.CALL, "1", "CA-1")
    assert event.wording == offer


def test_a_stop_is_kept_for_all_programmes_and_a_return_as_a_new_agreement(house: House) -> None:
    house.text("S54")
    confirmation = house.text("Please stop", sid="SM-stop")
    welcome = house.text("start", sid="SM-start")
    assert kinds(house) == [AGREED, STOPPED, RESTARTED]
    _, stopped, restarted = ledger(house)
    assert (stopped.words, stopped.wording, stopped.reference) == (
        "Please stop",
        confirmation,
        "SM-stop",
    )
    assert (restarted.words, restarted.wording) == ("start", welcome)


def test_whoever_had_alerts_before_a_stop_is_asked_for_them_once_more(house: House) -> None:
    for body in ("JOIN", "yes", "STOP"):
        house.text(body)
    house.text("STOP", carrier_answered=True)
    assert "Reply JOIN" in (house.text("START") or "")
    house.text("STOP")
    assert "Reply JOIN" not in (house.text("START") or "")
    assert house.supporters[0].alerts == "never"


def test_what_comes_twice_is_kept_once(house: House) -> None:
    for body in ("JOIN", "yes", "STOP", "START", "FORGET", "STOP"):
        for _ in range(3):
            house.text(body, sid=f"SM-{body}")
    assert kinds(house) == []  # the last stop came with the sid of the first
    house.text("STOP", sid="SM-another")
    house.text("stop", sid="SM-yet-another")
    assert kinds(house) == [STOPPED]


def test_the_carriers_hold_on_a_stop_that_we_know_is_news_once(house: House) -> None:
    house.text("S54")
    house.text("alto")
    house.text("STOP", carrier_answered=True)
    house.text("STOP", carrier_answered=True)
    assert kinds(house) == [AGREED, STOPPED, STOPPED]
    assert ledger(house)[-1].wording == ""  # whatever the carrier said, it was not we


@pytest.mark.parametrize("code", [21610, 30004])
def test_a_code_that_stands_for_a_stop_is_kept_as_the_carriers(house: House, code: int) -> None:
    house.called()
    house.carrier.answers = [Refused(code)]
    house.work()
    event = ledger(house)[-1]
    assert (event.kind, event.programme) == STOPPED
    assert (event.channel, event.by, event.words) == (Channel.CARRIER, "carrier", str(code))


def test_a_receipts_code_is_kept_with_the_sid_of_the_text(house: House) -> None:
    for person in (VERMONTER, TEXAN):
        if person is VERMONTER:
            house.text("S54", person)
        for _ in range(2):
            house.receipt("", "SM-ours-" + person.e164, MessageStatus.FAILED, 21610, person)
        event = ledger(house, person)[-1]
        assert (event.channel, event.reference) == (Channel.CARRIER, "SM-ours-" + person.e164)
        assert kinds(house, person).count(STOPPED) == 1


def test_a_stop_by_key_is_kept_with_the_greeting_and_the_call(house: House) -> None:
    call = house.ring()
    call.answer()
    greeting = call.said
    call.press("9")
    event = ledger(house)[-1]
    assert (event.kind, event.programme) == STOPPED
    assert (event.channel, event.words, event.reference) == (Channel.CALL, "9", call.sid)
    assert event.wording == greeting


def test_a_stop_from_abroad_is_kept_too(house: House) -> None:
    house.text("S54", LONDONER)
    house.text("STOP", LONDONER)
    assert kinds(house, LONDONER) == [STOPPED]


def test_a_late_stop_is_kept_at_the_time_when_it_was_said(house: House) -> None:
    house.text("S54")
    said = house.clock.now()
    house.clock.move(hours=3)
    late = InboundText("SM-late", OURS, "STOP")
    for _ in range(2):
        house.store.run(
            lambda tx: house.receive.within(tx, late, VERMONTER, Late(said), carrier_answered=False)
        )
    assert kinds(house) == [AGREED, STOPPED]
    assert ledger(house)[-1].at == said


@pytest.mark.parametrize(
    ("forget", "channel", "by"),
    [
        (lambda house: house.text("FORGET"), "text", "supporter"),
        (lambda house: house.forget(VERMONTER), "operator", "operator"),
    ],
)
def test_an_erasure_takes_the_evidence_and_leaves_that_it_was_done(
    house: House, forget: Callable[[House], object], channel: str, by: str
) -> None:
    house.text("JOIN")
    house.text("yes")
    forget(house)
    assert ledger(house) == []
    last = house.rows(CONSENT_EVENTS)[-1]
    assert (last.kind, last.channel, last.erases) == ("erased", channel, "1 2 3 4")
    opened = house.vault.open(house.rows(CONSENT_EVIDENCE)[-1].evidence_sealed, EVIDENCE)
    assert f'"by": "{by}"' in opened


def test_a_question_that_the_limit_keeps_back_is_not_kept_as_asked(house: House) -> None:
    for _ in range(TEXTS_PER_HOUR):
        house.text("HELP")
    assert house.text("JOIN") is None
    assert kinds(house) == [AGREED]
    house.clock.move(hours=1, seconds=1)
    assert "Reply JOIN" in (house.text("JOIN") or "")


def test_a_stop_that_stands_without_a_person_is_theirs_once_they_write(house: House) -> None:
    house.receipt("", "SM-ours", MessageStatus.FAILED, 21610, VERMONTER)
    house.text("S54")
    assert (house.supporters[0].replies, house.supporters[0].alerts) == ("stopped", "stopped")
    house.text("STOP")
    assert kinds(house) == [STOPPED]
