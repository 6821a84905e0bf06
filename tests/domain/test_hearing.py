"""The same words mean different things at different stages, but a stop is always a stop."""

import pytest

from service.domain.conversation import Conversation, Heard, Kind, Stage
from service.domain.hearing import hear
from service.domain.words import Language
from tests.domain.worlds import campaigns, phrasebook

MAINE_OR_NH = Conversation(Stage.ASKED_STATE, choices=("ME", "NH"))


def heard(body: str, conversation: Conversation | None = None) -> Heard:
    return hear(body, conversation or Conversation(), campaigns(), phrasebook())


@pytest.mark.parametrize("stage", Stage)
def test_a_stop_is_a_stop_at_every_stage(stage: Stage) -> None:
    assert heard("Stop.", Conversation(stage, choices=("ME", "NH"))).kind is Kind.STOP


@pytest.mark.parametrize("body", ["1", "me", "M.E.", "Maine", "maine!"])
def test_an_offered_state_may_be_named_in_any_way(body: str) -> None:
    assert heard(body, MAINE_OR_NH) == Heard(Kind.STATE, state="ME")


@pytest.mark.parametrize("body", ["nuevo hampshire", "NEW HAMPSHIRE", "2", "nh"])
def test_a_state_may_be_named_in_either_language(body: str) -> None:
    assert heard(body, MAINE_OR_NH).state == "NH"


@pytest.mark.parametrize("body", ["3", "0", "Vermont", "VT", "12"])
def test_a_state_that_was_not_offered_is_none(body: str) -> None:
    assert heard(body, MAINE_OR_NH).kind is Kind.OTHER


def test_a_number_is_no_state_where_none_was_asked() -> None:
    assert heard("1") == Heard(Kind.OTHER, digits_only=True)


def test_a_zip_is_heard_where_a_state_was_asked() -> None:
    assert heard("05401", MAINE_OR_NH) == Heard(Kind.ZIP, zip="05401")


@pytest.mark.parametrize("body", ["S54 05401", "s5405401", "05401 S.54", "S.54,05401-1234"])
def test_keyword_and_zip_are_heard_together(body: str) -> None:
    assert heard(body) == Heard(Kind.KEYWORD, "s54", Language.EN, zip="05401")


def test_a_spanish_keyword_tells_its_language() -> None:
    assert heard("Migra 05401") == Heard(Kind.KEYWORD, "dhs-funding", Language.ES, zip="05401")


def test_a_stop_beside_a_zip_is_a_stop() -> None:
    assert heard("STOP 05401").kind is Kind.STOP


@pytest.mark.parametrize(("body", "back"), [("START", True), ("yes", True), ("sí", False)])
def test_only_plain_words_bring_back(body: str, back: bool) -> None:
    assert heard(body) == Heard(Kind.START, brings_back=back)


@pytest.mark.parametrize("body", ["ES", "Español", "spanish"])
def test_spanish_is_asked_for(body: str) -> None:
    assert heard(body) == Heard(Kind.LANGUAGE, language=Language.ES)


@pytest.mark.parametrize("body", ["", "   ", "🙂", "0540"])
def test_what_has_no_words_is_of_no_interest_to_an_organizer(body: str) -> None:
    assert heard(body) == Heard(Kind.OTHER, digits_only=True)


@pytest.mark.parametrize("body", ["S55", "S54 please", "hello", "a" * 1600, "שלום"])
def test_anything_else_is_for_an_organizer(body: str) -> None:
    assert heard(body) == Heard(Kind.OTHER)
