"""The same words mean different things at different stages, but a stop is always a stop."""

import pytest

from service.domain.conversation import Conversation, Stage
from service.domain.heard import Heard, Kind
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
    assert heard("1") == Heard(Kind.OTHER, mistyped_number=True)


def test_a_zip_is_heard_where_a_state_was_asked() -> None:
    assert heard("05401", MAINE_OR_NH) == Heard(Kind.ZIP, zip="05401")


@pytest.mark.parametrize("body", ["S54 05401", "s5405401", "05401 S.54", "S.54,05401-1234"])
def test_keyword_and_zip_are_heard_together(body: str) -> None:
    assert heard(body) == Heard(Kind.KEYWORD, "s54", Language.EN, zip="05401")


def test_a_spanish_keyword_tells_its_language() -> None:
    assert heard("Migra 05401") == Heard(Kind.KEYWORD, "dhs-funding", Language.ES, zip="05401")


@pytest.mark.parametrize("body", ["STOP 05401", "stop, 05401-1234", "05401 please stop texting me"])
def test_a_stop_beside_a_zip_is_a_stop(body: str) -> None:
    assert heard(body).kind is Kind.STOP


@pytest.mark.parametrize("body", ["stop s54", "Cancel S.54!", "quit platform", "alto s54"])
def test_a_stop_word_before_a_keyword_may_be_meant_for_everything(body: str) -> None:
    assert heard(body).kind is Kind.DOUBT


@pytest.mark.parametrize("body", ["stop ICE", "End ICE!", "alto migra", "stop familias"])
def test_a_stop_word_before_what_the_campaign_is_about_is_none(body: str) -> None:
    assert heard(body).kind is Kind.OTHER


@pytest.mark.parametrize(
    ("body", "kind"),
    [("no me escriban más", Kind.STOP), ("ya basta", Kind.DOUBT),
     ("no soy Juan", Kind.WRONG_NUMBER)],
)  # fmt: skip
@pytest.mark.parametrize("stage", Stage)
def test_a_wish_in_spanish_tells_its_language_at_every_stage(
    body: str, kind: Kind, stage: Stage
) -> None:
    talk = Conversation(stage, choices=("ME", "NH"))
    assert heard(body, talk) == Heard(kind, language=Language.ES)


@pytest.mark.parametrize("body", ["no thanks", "enough already", "🛑", "cancel my call 05401"])
def test_what_may_be_a_stop_is_a_doubt(body: str) -> None:
    assert heard(body) == Heard(Kind.DOUBT)


@pytest.mark.parametrize(
    ("body", "back"),
    [
        ("START", True),
        ("yes", True),
        ("sí", False),
        ("yes please", False),
        ("optin", False),
        ("start please", True),
        ("Please START", True),
    ],
)
def test_only_plain_words_bring_back(body: str, back: bool) -> None:
    assert heard(body).kind is Kind.START
    assert heard(body).brings_back is back


@pytest.mark.parametrize("body", ["ES", "Español", "spanish"])
def test_spanish_is_asked_for(body: str) -> None:
    assert heard(body) == Heard(Kind.LANGUAGE, language=Language.ES)


@pytest.mark.parametrize("body", ["0540", "054011", "O5401", "5401.", "8025550142"])
def test_a_slip_in_a_number_is_told_from_words(body: str) -> None:
    assert heard(body) == Heard(Kind.OTHER, mistyped_number=True)


@pytest.mark.parametrize(
    "body", ["", "   ", "🙂", "S55", "hello", "H1", "a" * 1600, "שלום", "please", "gracias"]
)
def test_anything_else_is_other(body: str) -> None:
    assert heard(body) == Heard(Kind.OTHER)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("S54 please", Kind.KEYWORD), ("s54 por favor", Kind.KEYWORD), ("S54!", Kind.KEYWORD),
        ("please, S54 05401 thanks!", Kind.KEYWORD), ("call me", Kind.CALL),
        ("please call", Kind.CALL), ("Call me, please.", Kind.CALL),
        ("llámame por favor", Kind.CALL), ("Help please", Kind.HELP), ("05401 please", Kind.ZIP),
        ("cancel, thank you", Kind.STOP), ("Thanks, please forget me", Kind.FORGET),
        ("español por favor", Kind.LANGUAGE),
    ],
)  # fmt: skip
def test_courtesy_changes_nothing(body: str, kind: Kind) -> None:
    assert heard(body).kind is kind


@pytest.mark.parametrize(
    "body",
    [
        "please call my mother", "I will call please", "thanks for S54", "S54 pleases me",
        "displease call", "call thanksgiving", "help those who are detained, please",
        "please end the raids", "call " + "please " * 20,
    ],
)  # fmt: skip
def test_courtesy_makes_no_command_of_a_sentence(body: str) -> None:
    assert heard(body) == Heard(Kind.OTHER)


@pytest.mark.parametrize(
    ("body", "kind"),
    [("ALTO", Kind.STOP), ("no más", Kind.STOP), ("AYUDA", Kind.HELP), ("Llamar", Kind.CALL),
     ("OLVIDAR", Kind.FORGET), ("olvida", Kind.FORGET), ("Olvídame", Kind.FORGET),
     ("alto 05401", Kind.STOP), ("FAMILIAS", Kind.KEYWORD), ("familias, por favor", Kind.KEYWORD)],
)  # fmt: skip
def test_words_of_one_language_tell_it(body: str, kind: Kind) -> None:
    assert (heard(body).kind, heard(body).language) == (kind, Language.ES)


@pytest.mark.parametrize("body", ["STOP", "help", "CALL", "forget", "YES", "olvidé"])
def test_other_words_tell_no_language(body: str) -> None:
    assert heard(body).language is None


@pytest.mark.parametrize("body", ["JOIN", "alerts", "Alert!", "join please"])
@pytest.mark.parametrize("stage", Stage)
def test_alerts_can_be_asked_for_at_every_stage(body: str, stage: Stage) -> None:
    assert heard(body, Conversation(stage)).kind is Kind.JOIN


@pytest.mark.parametrize("body", ["Unirme", "ALERTAS"])
def test_alerts_asked_for_in_spanish_are_wanted_in_spanish(body: str) -> None:
    assert (heard(body).kind, heard(body).language) == (Kind.JOIN, Language.ES)


@pytest.mark.parametrize("body", ["yes", "Sí", "YES please", "si, gracias"])
def test_a_yes_is_one_to_alerts_only_where_they_were_the_last_thing_asked(body: str) -> None:
    assert heard(body, Conversation(Stage.ASKED_ALERTS)).kind is Kind.JOIN
    for stage in set(Stage) - {Stage.ASKED_ALERTS}:
        assert heard(body, Conversation(stage)).kind is Kind.START


@pytest.mark.parametrize("body", ["START", "unstop", "opt in", "restart", "empezar", "yes but no"])
def test_a_word_that_may_mean_something_else_agrees_to_nothing(body: str) -> None:
    assert heard(body, Conversation(Stage.ASKED_ALERTS)).kind is not Kind.JOIN


@pytest.mark.parametrize("body", ["no", "No, thank you", "no gracias", "nope"])
def test_a_plain_no_is_one_where_it_was_asked_for(body: str) -> None:
    assert heard(body, Conversation(Stage.ASKED_ALERTS)) == Heard(Kind.OTHER, declines=True)


@pytest.mark.parametrize("body", ["stop", "no more", "no más", "para"])
def test_a_stop_is_no_answer_to_the_question_for_alerts(body: str) -> None:
    assert heard(body, Conversation(Stage.ASKED_ALERTS)).kind is Kind.STOP
