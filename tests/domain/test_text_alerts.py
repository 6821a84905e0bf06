"""Alerts: asked for once, where nobody is on their way to a call, and agreed to in plain words."""

from dataclasses import replace

import pytest

from service.domain.consent import ConsentKind, Programme, Standing, Standings
from service.domain.conversation import Conversation, Stage
from service.domain.segments import apart
from service.domain.text_alerts import as_shown
from service.domain.text_effects import Consent, ToInbox
from service.domain.words import Language
from tests.domain.worlds import AGREED, ORG, TERMS, Texter, directory_of, text_world

VERMONTER = Conversation(
    Stage.READY, campaign="s54", zip="05401", state="VT", greeted=True, consent=AGREED
)
ASKED = replace(VERMONTER, consent=Standings(Standing.AGREED, Standing.ASKED))


def alerts(texter: Texter) -> list[ConsentKind]:
    """What became of alerts by the last text."""
    return [
        effect.kind
        for effect in texter.step.effects
        if isinstance(effect, Consent) and effect.programme is Programme.ALERTS
    ]


@pytest.mark.parametrize("body", ["20001", "00901", "09001", "PLATFORM", "S54 20001"])
def test_an_answer_that_offers_no_call_is_followed_by_the_question(body: str) -> None:
    texter = Texter()
    *_, question = apart(texter.sends(body))
    assert alerts(texter) == [ConsentKind.ASKED]
    assert texter.conversation.stage is Stage.ASKED_ALERTS
    for said in (ORG, "up to 4 a month", "Msg & data rates may apply", "HELP", "STOP", TERMS):
        assert said in question


def test_vacant_seats_offer_no_call_either() -> None:
    texter = Texter(text_world(directory=directory_of()))
    texter.send("S54 05401")
    assert alerts(texter) == [ConsentKind.ASKED]


@pytest.mark.parametrize(
    "bodies",
    [("S54",), ("S54", "05401"), ("S54 05401", "CALL"), ("S54 05401", "PLATFORM"),
     ("S54", "PLATFORM"), ("03579",), ("hello",), ("HELP",), ("ES",)],
)  # fmt: skip
def test_nobody_is_asked_on_the_way_to_a_call(bodies: tuple[str, ...]) -> None:
    texter = Texter()
    for body in bodies:
        texter.send(body)
        assert alerts(texter) == []


@pytest.mark.parametrize("answer", ["hello", "no", "S54 05401", "HELP", "CALL"])
def test_whoever_was_asked_is_not_asked_again(answer: str) -> None:
    texter = Texter()
    texter.sends("PLATFORM", answer, "20001")
    assert alerts(texter) == []
    assert "JOIN" not in (texter.step.reply or "")


@pytest.mark.parametrize("between", ["hello", "S54", "CALL", "no", "05401"])
def test_a_yes_after_something_else_is_no_yes_to_alerts(between: str) -> None:
    texter = Texter()
    texter.sends("PLATFORM", between)
    texter.send("yes")
    assert alerts(texter) == []


def test_a_yes_after_help_still_answers_the_question() -> None:
    texter = Texter()
    texter.sends("PLATFORM", "HELP", "yes")
    assert alerts(texter) == [ConsentKind.AGREED, ConsentKind.CONFIRMED]


def test_a_yes_puts_a_person_back_where_they_were() -> None:
    texter = Texter(conversation=replace(ASKED, stage=Stage.ASKED_ALERTS))
    texter.send("YES", carrier_answered=True)
    assert texter.conversation.stage is Stage.READY
    assert texter.conversation.consent.alerts is Standing.AGREED
    assert "ringing you now" in texter.sends("CALL")


@pytest.mark.parametrize("stage", [Stage.ASKED_ZIP, Stage.ASKED_STATE])
def test_joining_leaves_another_question_open(stage: Stage) -> None:
    talk = replace(ASKED, stage=stage, state=None, choices=("ME", "NH"), misses=1)
    texter = Texter(conversation=talk)
    assert "Thank you for joining" in texter.sends("JOIN")
    assert texter.conversation.stage is stage
    assert texter.conversation.misses == 1


def test_whoever_has_alerts_is_asked_for_nothing() -> None:
    joined = replace(VERMONTER, consent=Standings(Standing.AGREED, Standing.AGREED))
    texter = Texter(conversation=joined)
    assert "you get our alerts already" in texter.sends("JOIN")
    texter.send("20001")
    assert alerts(texter) == []


def test_joining_as_the_first_word_agrees_to_answers_only() -> None:
    texter = Texter()
    texter.send("JOIN")
    assert texter.conversation.consent == Standings(Standing.AGREED, Standing.ASKED)
    assert len(apart(texter.step.reply or "")) == 1


def test_the_first_request_is_an_agreement_to_be_answered_and_later_ones_are_none() -> None:
    texter = Texter()
    agreed = Consent(ConsentKind.AGREED, Programme.REPLIES)
    texter.send("who is it?")
    assert agreed not in texter.step.effects
    texter.send("S54")
    assert texter.step.effects == (agreed,)
    texter.send("05401")
    assert texter.step.effects == ()


def test_a_return_brings_back_answers_alone() -> None:
    texter = Texter(conversation=replace(VERMONTER, consent=Standings(Standing.AGREED)))
    texter.sends("STOP", "START")
    assert texter.conversation.consent == AGREED
    assert "JOIN" not in (texter.step.reply or "")


def test_who_had_alerts_before_a_stop_is_asked_anew_and_a_second_start_is_no_yes() -> None:
    texter = Texter(conversation=VERMONTER)
    texter.send("STOP")
    assert "JOIN" in (texter.send("START", had_alerts=True) or "")
    texter.send("START")
    assert texter.conversation.consent.alerts is Standing.ASKED


def test_what_the_carrier_welcomes_back_is_not_asked_in_the_same_breath() -> None:
    texter = Texter(conversation=VERMONTER)
    texter.send("STOP")
    assert texter.send("START", had_alerts=True, carrier_answered=True) is None
    assert texter.conversation.consent == AGREED


def test_another_language_asks_again_in_it() -> None:
    texter = Texter()
    texter.sends("JOIN", "ES")
    assert "UNIRME" in (texter.step.reply or "")
    assert alerts(texter) == [ConsentKind.ASKED]
    assert texter.conversation.language is Language.ES


def test_a_question_that_was_not_sent_was_not_asked() -> None:
    texter = Texter()
    texter.send("PLATFORM")
    step = as_shown(replace(texter.step, reply=None), Conversation())
    assert step.conversation.consent == AGREED
    assert step.conversation.stage is Stage.NEW
    assert not step.conversation.greeted


def test_a_yes_that_could_not_be_confirmed_leaves_the_question_open() -> None:
    before = replace(ASKED, stage=Stage.ASKED_ALERTS)
    texter = Texter(conversation=before)
    texter.send("yes")
    step = as_shown(replace(texter.step, reply=None), before)
    assert step.conversation == before
    assert step.effects == (ToInbox(),)
