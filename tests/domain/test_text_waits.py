"""Texts about a ring for later: answered at every stage, set only where it can be kept."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from service.domain.conversation import Conversation, Line, Stage
from service.domain.heard import Kind
from service.domain.hearing import hear
from service.domain.rings import LeaveLine, RingLater
from service.domain.text_effects import Release
from service.domain.text_senators import current
from service.domain.waiting import Wait, WaitKind, WaitStatus
from service.domain.whereabouts import Whereabouts
from service.domain.words import Language
from tests.domain.worlds import (
    AGREED,
    NUMBER,
    OUTLOOK,
    SATURDAY,
    WEEKDAY,
    Texter,
    advance,
    campaigns,
    directory_of,
    phrasebook,
    text_world,
)

VERMONTER = Conversation(Stage.READY, state="VT", greeted=True, consent=AGREED)
WAIT = Wait(7, 1, WaitKind.LINE, ("ann",), "s54", "r", Language.EN, "VT", NUMBER, WEEKDAY)
WORDS = {
    Kind.WHERE: ["WHERE", "where?", "my place", "donde", "¿Dónde voy?"],
    Kind.LEAVE: ["LEAVE", "leave the line", "dejar fila", "Dejar la fila"],
    Kind.LATER: ["LATER", "call me later", "luego", "más tarde"],
    Kind.TIME: ["TOMORROW", "mañana", "3PM", "at 3", "tomorrow 3pm", "3pm please"],
    Kind.STOP: ["CANCEL", "SALIR", "leave me alone"],
}


def told(body: str, **world: object) -> str:
    return advance(VERMONTER, body, text_world(**world)).reply or ""


@pytest.mark.parametrize("kind", WORDS)
@pytest.mark.parametrize("stage", [Stage.NEW, Stage.READY, Stage.ASKED_ALERTS, Stage.ASKED_ZIP])
def test_the_words_are_heard_at_every_stage(kind: Kind, stage: Stage) -> None:
    for body in WORDS[kind]:
        heard = hear(body, Conversation(stage), campaigns(), phrasebook())
        assert heard.kind is kind, body


def test_a_choice_of_state_is_no_time() -> None:
    talk = Conversation(Stage.ASKED_STATE, choices=("NH", "VT"))
    assert hear("2", talk, campaigns(), phrasebook()).kind is Kind.STATE
    assert hear("2pm", talk, campaigns(), phrasebook()).kind is Kind.TIME


@pytest.mark.parametrize("body", ["LATER", "3PM", "TOMORROW"])
def test_whose_senators_is_asked_before_a_time_is_set(body: str) -> None:
    step = advance(Conversation(), body, text_world())
    assert step.conversation.stage is Stage.ASKED_ZIP
    assert not [one for one in step.effects if isinstance(one, RingLater)]


@pytest.mark.parametrize("body", ["LATER", "3PM", "TOMORROW"])
def test_without_senators_no_time_is_set(body: str) -> None:
    step = advance(VERMONTER, body, text_world(directory=directory_of()))
    assert "vacant" in (step.reply or "")
    assert not [one for one in step.effects if isinstance(one, RingLater)]


def test_a_time_is_set_for_both_senators_in_the_callers_language() -> None:
    talk = replace(VERMONTER, language=Language.ES)
    step = advance(talk, "3pm", text_world())
    (later,) = (one for one in step.effects if isinstance(one, RingLater))
    assert later.due == datetime(2026, 11, 24, 20, tzinfo=UTC)
    assert later.ring.language is Language.ES
    assert later.ring.targets == ("W000800", "S000033")
    assert later.ring.campaign == current(talk, text_world()).slug


def test_a_time_sets_the_doubt_of_a_stop_aside() -> None:
    step = advance(VERMONTER, "3pm", text_world(held=True))
    assert Release() in step.effects


def test_a_time_at_the_weekend_is_the_next_working_days() -> None:
    outlook = replace(OUTLOOK, now=SATURDAY)
    assert "on Monday at 3:00 PM Eastern" in told("3pm", outlook=outlook)


def test_an_offer_is_always_taken_by_the_text_that_it_names() -> None:
    for hours in range(0, 24 * 7, 2):
        outlook = replace(OUTLOOK, now=WEEKDAY + timedelta(hours=hours))
        texter = Texter(text_world(outlook=outlook), VERMONTER)
        nearest = texter.sends("3am")
        moment, typed = nearest.split("The nearest is ")[1].split(": reply ")
        assert f"We ring you {moment}." in texter.sends(typed.removesuffix(" to take it."))


def test_where_no_office_ever_opens_at_their_hours_they_are_told() -> None:
    there = Whereabouts(("Asia/Tokyo",))  # night there while the offices work
    bare = text_world(outlook=replace(OUTLOOK, there=there))
    for body in ("3PM", "LATER", "TOMORROW"):
        assert "no time at which we could ring you" in (advance(VERMONTER, body, bare).reply or "")


def test_a_place_is_told_with_what_is_expected() -> None:
    outlook = replace(OUTLOOK, wait=WAIT, place=3, minutes=15)
    assert told("WHERE", outlook=outlook) == (
        "You are number 3 in line. We expect to ring you in about 15 minutes. "
        "Reply LEAVE to give up your place."
    )


def test_a_time_that_has_come_is_a_place_in_line() -> None:
    past = replace(WAIT, due_at=WEEKDAY)
    assert "number 1 in line" in told("WHERE", outlook=replace(OUTLOOK, wait=past))
    ahead = replace(WAIT, due_at=WEEKDAY + timedelta(hours=1))
    assert "on Tuesday at 12:00 PM" in told("WHERE", outlook=replace(OUTLOOK, wait=ahead))


def test_a_ring_asked_for_by_call_is_on_its_way_and_can_be_left() -> None:
    line = Line(already_in=True)
    assert "already on its way" in told("WHERE", line=line)
    step = advance(VERMONTER, "LEAVE", text_world(line=line))
    assert step.effects == (LeaveLine(),)


def test_whoever_waits_for_nothing_and_leaves_is_told_how_to_stop() -> None:
    step = advance(VERMONTER, "LEAVE", text_world())
    assert "Reply STOP" in (step.reply or "")
    assert step.effects == ()


@pytest.mark.parametrize("body", ["WHERE", "LEAVE", "LATER", "3PM"])
def test_after_a_stop_nothing_is_answered(body: str) -> None:
    talk = replace(VERMONTER, stage=Stage.STOPPED)
    outlook = replace(OUTLOOK, wait=replace(WAIT, status=WaitStatus.WAITING))
    step = advance(talk, body, text_world(outlook=outlook))
    assert (step.reply, step.effects) == (None, ())


def test_without_an_outlook_nothing_is_promised() -> None:
    for body in ("LATER", "3PM"):
        assert advance(VERMONTER, body, text_world(outlook=None)).effects == ()
