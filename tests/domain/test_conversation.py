"""What a person is answered by text: row by row, in both languages."""

import pytest

from service.domain.conversation import Conversation, Line, Stage
from service.domain.rings import RingBack
from service.domain.text_effects import Hinted, ToInbox
from service.domain.text_place import MAX_MISSES
from service.domain.words import Language
from tests.domain.worlds import (
    AGREED,
    NUMBER,
    ORG,
    Texter,
    campaigns,
    directory_of,
    senator,
    text_world,
)

VERMONTER = Conversation(
    Stage.READY, campaign="s54", zip="05401", state="VT", greeted=True, consent=AGREED
)
S54 = campaigns().taking_calls("s54")


@pytest.mark.parametrize("keyword", ["S54", "S.54", "s 54", "families", "Ｓ５４", "“s54”"])
def test_a_keyword_names_the_programme_and_asks_for_the_zip(keyword: str) -> None:
    texter = Texter()
    reply = texter.sends(keyword)
    assert ORG in reply
    assert "Protect American Families Act" in reply
    assert "ZIP" in reply
    assert texter.conversation.stage is Stage.ASKED_ZIP


def test_the_first_answer_alone_says_how_to_stop() -> None:
    texter = Texter()
    assert "Reply STOP to stop, HELP for help. Msg & data rates" in texter.sends("S54")
    assert "STOP" not in texter.sends("05401")


def test_a_person_whose_zip_is_known_is_told_their_senators_at_once() -> None:
    reply = Texter(conversation=VERMONTER).sends("ICE")
    assert "Bernard Sanders and Peter Welch" in reply
    assert "cut funding" in reply


def test_a_new_zip_replaces_the_old() -> None:
    texter = Texter(conversation=VERMONTER)
    assert "Gillibrand" in texter.sends("10008")
    assert texter.conversation.state == "NY"
    assert "Gillibrand" in texter.sends("S54")


@pytest.mark.parametrize("zip_code", ["05401", "05401-1234", "054011234", "S54 05401"])
def test_senators_come_with_both_ways_to_reach_them(zip_code: str) -> None:
    reply = Texter().sends("S54", zip_code)
    assert "Peter Welch and Bernard Sanders" in reply
    assert "Reply CALL" in reply
    assert NUMBER in reply


def test_call_rings_and_the_effect_says_about_what() -> None:
    texter = Texter(conversation=VERMONTER)
    assert "ringing you now" in texter.sends("call me")
    assert texter.step.effects == (RingBack("s54", S54.revision, Language.EN, "VT"),)


def test_call_before_a_zip_asks_for_it() -> None:
    texter = Texter()
    assert "ZIP" in texter.sends("CALL")
    assert not any(isinstance(effect, RingBack) for effect in texter.step.effects)


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        (0, "ringing you now"),
        (10, "ringing you now"),
        (10.1, "about a minute"),
        (90, "about a minute"),
        (91, "about 2 minutes"),
        (3600, "about 60 minutes"),
    ],
)
def test_whoever_waits_is_told_how_long_and_what_to_dial(wait: float, words: str) -> None:
    texter = Texter(text_world(line=Line(wait_seconds=wait)), VERMONTER)
    reply = texter.sends("CALL")
    assert words in reply
    assert NUMBER in reply
    assert len(texter.step.effects) == 1


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (Line(ringable=False), "cannot ring the number"),
        (Line(already_in=True), "already on its way"),
        (Line(rings_left=False), "cannot ring again so soon"),
        (Line(ringable=False, already_in=True, rings_left=False), "cannot ring the number"),
    ],
)
def test_whoever_cannot_be_rung_is_told_why_and_what_to_dial(line: Line, words: str) -> None:
    texter = Texter(text_world(line=line), VERMONTER)
    reply = texter.sends("CALL")
    assert words in reply
    assert NUMBER in reply
    assert texter.step.effects == ()


def test_a_zip_that_spans_states_is_asked_about_and_never_guessed() -> None:
    texter = Texter()
    texter.send("S54 57717")
    assert texter.conversation.state is None
    assert texter.conversation.choices == ("SD", "WY")
    assert "more than one state" in texter.sends("CALL")
    assert "Barrasso" in texter.sends("wyoming")
    assert texter.conversation.choices == ()


@pytest.mark.parametrize(
    ("zip_code", "words"), [("03579", "more than one state"), ("20001", "no seats")]
)
def test_whoever_moves_is_never_connected_to_their_old_senators(zip_code: str, words: str) -> None:
    texter = Texter(conversation=VERMONTER)
    texter.send(zip_code)
    assert words in texter.sends("CALL")
    assert texter.step.effects == ()


@pytest.mark.parametrize("keyword", ["S54", "ICE"])
def test_a_keyword_repeats_the_question_that_the_zip_leaves_open(keyword: str) -> None:
    texter = Texter()
    assert "more than one state" in texter.sends("S54 57717", keyword)
    assert texter.conversation.stage is Stage.ASKED_STATE


@pytest.mark.parametrize(
    ("zip_code", "words"),
    [
        ("20001", "District has no seats"),
        ("20500", "District has no seats"),
        ("00901", "Puerto Rico"),
        ("96910", "Guam"),
        ("00801", "U.S. Virgin Islands"),
        ("96799", "American Samoa"),
        ("96950", "Northern Mariana Islands"),
        ("09001", "military mail"),
        ("34001", "military mail"),
        ("96201", "military mail"),
    ],
)
def test_places_without_senators_get_an_answer_of_their_own(zip_code: str, words: str) -> None:
    texter = Texter()
    reply = texter.sends("S54", zip_code)
    assert words in reply
    assert "do not know" not in reply
    assert texter.conversation.state is None


def test_anything_else_goes_to_the_inbox_and_gets_a_hint() -> None:
    texter = Texter()
    assert "a person on our team" in texter.sends("When is the rally?")
    assert texter.step.effects == (ToInbox(), Hinted())


def test_within_the_hour_there_is_no_other_hint() -> None:
    texter = Texter(text_world(hint_due=False))
    assert texter.send("When is the rally?") is None
    assert texter.step.effects == (ToInbox(),)


@pytest.mark.parametrize("wrong", ["0540", "00000", "99999", "054011", "O5401", ""])
def test_a_mistyped_zip_is_asked_for_three_times_more_outside_the_hour(wrong: str) -> None:
    texter = Texter(text_world(hint_due=False))
    texter.send("S54")
    for _ in range(MAX_MISSES):
        assert "five digits" in texter.sends(wrong)
        assert texter.conversation.stage is Stage.ASKED_ZIP
    assert "could not find your ZIP" in texter.sends(wrong)
    assert texter.conversation.stage is Stage.NEW


def test_giving_up_on_a_new_zip_keeps_the_senators_of_the_old() -> None:
    texter = Texter(conversation=VERMONTER)
    texter.sends(*["00000"] * (MAX_MISSES + 1))
    assert texter.conversation.stage is Stage.READY
    assert "ringing" in texter.sends("CALL")


def test_an_info_campaign_answers_once_and_changes_nothing() -> None:
    texter = Texter(conversation=VERMONTER)
    assert "independent oversight" in texter.sends("PLATFORM")
    assert texter.conversation == VERMONTER


def test_a_spanish_keyword_turns_to_spanish_and_an_english_one_does_not_turn_back() -> None:
    texter = Texter()
    assert "código postal" in texter.sends("migra")
    assert "código postal" in texter.sends("ICE")


def test_one_vacant_seat_is_said_and_two_leave_nobody_to_call() -> None:
    texter = Texter(text_world(directory=directory_of(senator("bea", 3))))
    assert "other Senate seat for Vermont is vacant" in texter.sends("S54 05401")
    texter.world = text_world(directory=directory_of())
    assert "Both Senate seats" in texter.sends("CALL")
    assert not any(isinstance(effect, RingBack) for effect in texter.step.effects)


def test_a_campaign_that_is_gone_gives_way_to_the_first() -> None:
    texter = Texter(conversation=Conversation(Stage.READY, campaign="gone", state="VT"))
    assert "Protect American Families Act" in texter.sends("ES", "EN")
