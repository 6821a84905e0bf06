"""The words that mean the same in every campaign: stop, start, help, a language, forget."""

from dataclasses import replace

import pytest

from service.domain.consent import Standing, Standings
from service.domain.conversation import Conversation, Stage
from service.domain.heard import Kind
from service.domain.text_effects import (
    Effect,
    Erase,
    Hinted,
    Hold,
    OptIn,
    OptOut,
    Release,
    StopAlerts,
    ToInbox,
)
from service.domain.words import Language
from tests.domain.worlds import (
    AGREED,
    CONTACT,
    ORG,
    Texter,
    directory_of,
    text_world,
)

VERMONTER = Conversation(
    Stage.READY, campaign="s54", zip="05401", state="VT", greeted=True, consent=AGREED
)


@pytest.mark.parametrize("body", ["STOP", "alto", "opt out"])
@pytest.mark.parametrize("stage", Stage)
def test_a_stop_is_recorded_at_every_stage(body: str, stage: Stage) -> None:
    texter = Texter(conversation=Conversation(stage, state="VT", choices=("ME", "NH")))
    reply = texter.send(body)
    assert texter.step.effects == (OptOut(),)
    assert texter.conversation.stage is Stage.STOPPED
    assert (reply is None) == (stage is Stage.STOPPED)


def test_a_stop_that_the_carrier_confirmed_is_not_confirmed_again() -> None:
    texter = Texter(conversation=VERMONTER)
    assert texter.send("STOP", carrier_answered=True) is None
    assert texter.step.effects == (OptOut(by_carrier=True),)


@pytest.mark.parametrize(
    ("body", "words"),
    [("ALTO", "su baja está hecha"), ("AYUDA", "Preguntas:"), ("LLAMAR", "Le estamos llamando"),
     ("OLVIDAR", "ya no guardamos nada"), ("FAMILIAS", "Le representan")],
)  # fmt: skip
def test_whoever_uses_a_spanish_word_is_answered_in_spanish(body: str, words: str) -> None:
    texter = Texter(conversation=VERMONTER)
    assert words in texter.sends(body)
    assert texter.conversation.language is Language.ES


def test_an_english_word_is_no_wish_for_english() -> None:
    texter = Texter(conversation=replace(VERMONTER, language=Language.ES))
    assert "Le estamos llamando" in texter.sends("CALL")


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.STOPPED])
@pytest.mark.parametrize(
    ("body", "words", "does"),
    [
        ("enough already", "reply STOP if you want no more", (Hold(), ToInbox(Kind.DOUBT))),
        ("¡Ya basta!", "responda ALTO si no quiere más", (Hold(), ToInbox(Kind.DOUBT))),
        ("wrong number", "we meant somebody else", (StopAlerts(), ToInbox(Kind.WRONG_NUMBER))),
        ("no soy Juan", "buscábamos a otra persona", (StopAlerts(), ToInbox(Kind.WRONG_NUMBER))),
    ],
)  # fmt: skip
def test_whoever_may_want_no_more_is_told_how_to_stop_once_an_hour(
    stage: Stage, body: str, words: str, does: tuple[Effect, ...]
) -> None:
    texter = Texter(conversation=Conversation(stage, state="VT", choices=("ME", "NH")))
    assert words in texter.sends(body)
    assert texter.step.effects == (*does, Hinted())
    assert texter.conversation.stage is (Stage.READY if stage is Stage.ASKED_ALERTS else stage)
    alerts = Standing.STOPPED if StopAlerts() in does else Standing.NEVER
    texter.conversation = replace(texter.conversation, consent=Standings(alerts=alerts))
    assert texter.send(body, hint_due=False, held=True) is None
    assert texter.step.effects == does


@pytest.mark.parametrize("body", ["enough already", "wrong number"])
def test_they_are_told_so_although_a_hint_was_given_just_before(body: str) -> None:
    assert Texter().send(body, hint_due=False)


@pytest.mark.parametrize("body", ["CALL", "S54", "05401", "START", "UNSTOP"])
def test_a_plain_word_of_somebody_who_is_held_says_that_they_go_on(body: str) -> None:
    texter = Texter(text_world(held=True), VERMONTER)
    assert texter.sends(body)
    assert Release() in texter.step.effects


@pytest.mark.parametrize(
    "body", ["HELP", "hello?", "enough already", "ES", "wrong number", "STOP", "yes", "Sí."]
)
def test_other_words_leave_somebody_held(body: str) -> None:
    texter = Texter(text_world(held=True), VERMONTER)
    texter.send(body)
    assert Release() not in texter.step.effects


@pytest.mark.parametrize("body", ["yes", "Yes!", "sí"])
def test_a_yes_of_somebody_who_is_held_may_mean_either_of_what_they_were_told(body: str) -> None:
    texter = Texter(text_world(held=True), VERMONTER)
    assert "reply STOP" in texter.sends(body)
    assert texter.step.effects == (Hold(), ToInbox(Kind.DOUBT), Hinted())
    assert texter.send(body, carrier_answered=True) is None


@pytest.mark.parametrize(
    ("body", "kind"), [("enough already", Kind.DOUBT), ("wrong number", Kind.WRONG_NUMBER)]
)
def test_after_a_stop_a_doubt_is_read_and_not_answered(body: str, kind: Kind) -> None:
    texter = Texter(conversation=VERMONTER.moved(Stage.STOPPED))
    assert texter.send(body) is None
    assert texter.step.effects == (ToInbox(kind),)


@pytest.mark.parametrize("body", ["🙂", "", "7", "hello"])
def test_after_a_stop_whatever_is_no_command_still_reaches_an_organizer(body: str) -> None:
    texter = Texter(conversation=VERMONTER.moved(Stage.STOPPED))
    assert texter.send(body) is None
    assert texter.step.effects == (ToInbox(),)


@pytest.mark.parametrize(
    ("language", "calls", "reading"),
    [
        (Language.EN, "To call your senators, text S54 or ICE.", "stand for, text PLATFORM."),
        (Language.ES, "sus senadores, envíe FAMILIAS o MIGRA.", "Lo que exigimos: PLATAFORMA."),
    ],
)
@pytest.mark.parametrize("body", ["HELP", "EN", "ES", "what?"])
def test_what_calls_is_listed_apart_from_what_only_answers(
    language: Language, calls: str, reading: str, body: str
) -> None:
    other = {Language.EN: "ES", Language.ES: "EN"}[language]
    if body == other:
        return
    reply = Texter(conversation=Conversation(language=language, greeted=True)).sends(body)
    assert calls in reply
    assert reading in reply


@pytest.mark.parametrize("body", ["S54", "05401", "CALL", "ES", "1", "", "hm", "restart", "sí"])
def test_after_a_stop_nothing_else_is_answered(body: str) -> None:
    texter = Texter(conversation=Conversation(Stage.STOPPED, state="VT", greeted=True))
    assert texter.send(body) is None
    assert texter.conversation.stage is Stage.STOPPED
    assert set(texter.step.effects) <= {ToInbox()}


@pytest.mark.parametrize("body", ["START", "unstop", "Yes!"])
def test_three_words_bring_a_person_back_where_they_were(body: str) -> None:
    texter = Texter(conversation=VERMONTER.moved(Stage.STOPPED))
    assert "welcome back" in texter.sends(body)
    assert texter.step.effects == (OptIn(),)
    assert texter.conversation == VERMONTER


def test_a_carriers_welcome_does_not_take_the_place_of_our_opt_out_line() -> None:
    texter = Texter(conversation=Conversation(Stage.STOPPED))
    assert texter.send("START", carrier_answered=True) is None
    assert "Reply STOP to stop" in (texter.send("S54", carrier_answered=False) or "")


@pytest.mark.parametrize("body", ["YES", "sí", "Start", "yes please"])
@pytest.mark.parametrize(
    ("stage", "words"),
    [
        (Stage.ASKED_ZIP, "What ZIP code do you live in?"),
        (Stage.ASKED_STATE, "1 for Maine, 2 for New Hampshire"),
        (Stage.READY, "reply CALL and we ring you"),
        (Stage.NEW, "To call your senators, text S54"),
    ],
)
def test_a_yes_is_told_again_what_to_answer(body: str, stage: Stage, words: str) -> None:
    talk = Conversation(
        stage,
        state="VT" if stage is Stage.READY else None,
        choices=("ME", "NH") if stage is Stage.ASKED_STATE else (),
        campaign="s54",
        misses=1 if stage in {Stage.ASKED_ZIP, Stage.ASKED_STATE} else 0,
        greeted=True,
    )
    texter = Texter(conversation=talk)
    assert words in texter.sends(body)
    assert texter.conversation == talk
    assert texter.step.effects == ()


@pytest.mark.parametrize("body", ["YES", "START"])
def test_a_first_yes_is_told_who_we_are_and_how_to_stop(body: str) -> None:
    reply = Texter().sends(body)
    assert ORG in reply
    assert "STOP to stop" in reply


def test_a_first_yes_that_the_carrier_answered_leaves_the_opt_out_line_to_be_said() -> None:
    texter = Texter()
    assert texter.send("START", carrier_answered=True) is None
    assert "Reply STOP to stop" in (texter.send("S54", carrier_answered=False) or "")


def test_a_yes_where_both_seats_are_vacant_promises_no_ring() -> None:
    texter = Texter(text_world(directory=directory_of()), VERMONTER)
    assert "Both Senate seats for Vermont are vacant" in texter.sends("yes")


def test_help_says_who_we_are_how_to_stop_and_whom_to_ask() -> None:
    for stage in Stage:
        reply = Texter(conversation=Conversation(stage)).sends("HELP")
        assert ORG in reply
        assert CONTACT in reply
        assert ("START" if stage is Stage.STOPPED else "STOP") in reply


@pytest.mark.parametrize("body", ["who is this?", "Who are you", "¿Quién es?"])
def test_whoever_asks_who_we_are_is_told(body: str) -> None:
    assert CONTACT in Texter(conversation=Conversation(Stage.ASKED_ZIP)).sends(body)


def test_help_after_a_stop_comes_in_the_language_that_it_was_asked_in() -> None:
    stopped = Texter(conversation=Conversation(Stage.STOPPED))
    assert "Responda START para volver" in stopped.sends("AYUDA")


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        (Stage.ASKED_ZIP, "¿En qué código postal"),
        (Stage.ASKED_STATE, "Maine y Nuevo Hampshire"),
        (Stage.READY, "Le representan"),
    ],
)
def test_a_change_of_language_repeats_the_open_question(stage: Stage, words: str) -> None:
    state = "VT" if stage is Stage.READY else None
    talk = Conversation(stage, state=state, choices=("ME", "NH"), misses=0 if state else 2)
    talk = replace(talk, greeted=True)
    texter = Texter(conversation=talk)
    reply = texter.sends("ES")
    assert reply.startswith("Ahora le escribimos en español.")
    assert words in reply
    assert texter.conversation.misses == talk.misses
    assert texter.conversation.stage is stage


def test_a_change_of_language_promises_no_reader() -> None:
    texter = Texter()
    assert "read your message" not in texter.sends("EN")
    assert texter.step.effects == ()


def test_forget_erases_all_but_the_language() -> None:
    texter = Texter(conversation=VERMONTER)
    assert "hold nothing about you" in texter.sends("FORGET")
    assert texter.step.effects == (Erase(),)
    assert texter.conversation == Conversation()


def test_forget_after_a_stop_keeps_the_stop() -> None:
    texter = Texter(conversation=VERMONTER.moved(Stage.STOPPED))
    assert texter.send("olvidar") is None
    assert texter.step.effects == (Erase(),)
    assert texter.conversation == Conversation(Stage.STOPPED)
