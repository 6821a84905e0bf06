"""Every question is spoken in the caller's language, shorter the second time."""

import pytest

from service.domain.callflow import At, CallState
from service.domain.prompts import QUESTIONS, ZIP_DIGITS, asking
from service.domain.words import Language
from tests.domain.worlds import ORG, call_world, dial_in, words_of

SILENT = {At.LEG, At.OVER}


def standing(at: At, language: Language = Language.EN, **changes: object) -> CallState:
    return dial_in(
        at=at, language=language, state="VT", choices=("ME", "NH"), targets=("S000033",), **changes
    )


@pytest.mark.parametrize("at", At)
@pytest.mark.parametrize("language", Language)
def test_every_point_but_a_leg_and_the_end_has_words(at: At, language: Language) -> None:
    ask = QUESTIONS[at](standing(at, language), call_world())
    assert bool(words_of(ask.say)) == (at not in SILENT)
    if at is not At.LANGUAGE:
        assert {spoken.language for spoken in ask.say} <= {language}


@pytest.mark.parametrize("at", sorted(set(At) - SILENT))
def test_the_languages_do_not_say_the_same(at: At) -> None:
    english, spanish = (
        words_of(QUESTIONS[at](standing(at, language), call_world()).say) for language in Language
    )
    assert english != spanish


@pytest.mark.parametrize("at", [At.LANGUAGE, At.CONFIRM, At.OUTCOME])
def test_a_question_is_shorter_when_it_is_asked_again(at: At) -> None:
    first, again = (
        words_of(asking(standing(at), call_world(), asked).ask.say)  # type: ignore[union-attr]
        for asked in (1, 2)
    )
    assert len(again) < len(first)


@pytest.mark.parametrize("at", [At.LANGUAGE, At.CONFIRM])
def test_who_we_are_comes_first(at: At) -> None:
    assert ORG in QUESTIONS[at](standing(at), call_world()).say[0].words


def test_each_language_is_offered_in_itself() -> None:
    say = QUESTIONS[At.LANGUAGE](standing(At.LANGUAGE), call_world()).say
    assert [spoken.language for spoken in say] == [Language.EN, Language.EN, Language.ES]


@pytest.mark.parametrize("at", At)
def test_only_a_zip_takes_more_than_one_key(at: At) -> None:
    ask = QUESTIONS[at](standing(at), call_world())
    assert ask.digits == (ZIP_DIGITS if at is At.ZIP else 1)


def test_each_state_has_its_key() -> None:
    words = words_of(QUESTIONS[At.STATE](standing(At.STATE), call_world()).say)
    assert "If you live in Maine, press 1. If you live in New Hampshire, press 2." in words


def test_asking_keeps_count_and_place() -> None:
    turn = asking(standing(At.ZIP), call_world(), 2)
    assert (turn.state.at, turn.state.asked) == (At.ZIP, 2)
    assert turn.connect is None
