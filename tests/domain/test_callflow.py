"""What a caller hears and what comes of their keys: point by point, in both languages."""

import pytest

from service.domain.call_effects import (
    Confirmed,
    Ended,
    LegEnded,
    OutcomeTold,
    PlaceTold,
    StopTold,
)
from service.domain.call_ending import MAX_ASKED
from service.domain.callflow import At
from service.domain.words import Language
from tests.domain.worlds import (
    ORG,
    Caller,
    call_world,
    dial_in,
    directory_of,
    office,
    ring_back,
    senator,
)

ANN = senator("ann", 1, office("ann-dc"), office("barre"), office("stowe"), office("rutland"))
BEA = senator("bea", 3, office("bea-dc"), office("dover"))
BOTH = call_world(directory=directory_of(ANN, BEA))


def vermonter(**changes: object) -> Caller:
    """A dial-in caller whose state is known, in front of the first senator."""
    caller = Caller(dial_in(state="VT", **changes), BOTH)
    caller.press("1")
    return caller


def asked_outcome(**changes: object) -> Caller:
    """Past the first leg."""
    caller = vermonter(**changes)
    caller.press("1")
    caller.leg("completed", 61)
    return caller


def test_the_greeting_names_us_and_the_programme_in_both_languages() -> None:
    caller = Caller(dial_in())
    assert ORG in caller.heard
    assert "Protect American Families Act" in caller.heard
    assert "Para español, marque dos" in caller.heard


@pytest.mark.parametrize(
    ("keys", "language"), [("1", Language.EN), ("2", Language.ES), (None, Language.EN)]
)
def test_one_key_chooses_the_language_and_silence_is_english(
    keys: str | None, language: Language
) -> None:
    caller = Caller(dial_in())
    caller.press(keys) if keys else caller.wait()
    assert caller.turn.state.language is language
    assert caller.at is At.ZIP


def test_a_call_of_ours_says_why_it_comes_and_waits_for_a_person() -> None:
    caller = Caller(ring_back(), BOTH)
    assert "Someone texted us the word CALL" in caller.heard
    assert "Press 1" in caller.heard
    caller.press("1")
    assert caller.at is At.SCRIPT
    assert Confirmed() in caller.turn.effects


@pytest.mark.parametrize("keys", ["2", "*", "#", "11", "99"])
def test_no_other_key_confirms(keys: str) -> None:
    caller = Caller(ring_back(), BOTH)
    caller.press(*[keys] * MAX_ASKED)
    assert caller.at is At.OVER
    assert "We heard no key" in caller.heard
    assert caller.turn.effects == (Ended(),)


@pytest.mark.parametrize("before", [(), ("5",), ("5", "*")])
def test_nine_on_a_call_of_ours_is_a_stop_that_is_confirmed(before: tuple[str, ...]) -> None:
    caller = Caller(ring_back(), BOTH)
    greeting = caller.heard
    caller.press(*before, "9")
    assert caller.at is At.OVER
    assert "We will not call or text you again" in caller.heard
    assert caller.turn.effects == (StopTold("9", greeting), Ended())


@pytest.mark.parametrize("times", [0, 1, 2])
def test_how_to_stop_is_said_as_often_as_the_question_is_asked(times: int) -> None:
    caller = Caller(ring_back(), BOTH)
    caller.wait(times)
    assert "press 9" in caller.heard


def test_nine_is_a_stop_once_the_call_goes_on_too() -> None:
    caller = Caller(ring_back(), BOTH)
    caller.press("1", "9")
    assert caller.at is At.OVER
    assert "We will not call or text you again" in caller.heard


def test_nine_is_just_a_wrong_key_for_whoever_dialed_in() -> None:
    caller = Caller(dial_in(), BOTH)
    caller.press("9")
    assert caller.at is not At.OVER


def test_silence_on_a_call_of_ours_ends_without_a_dial() -> None:
    caller = Caller(ring_back(), BOTH)
    caller.wait(MAX_ASKED)
    assert caller.turn.effects == (Ended(),)


def test_a_zip_on_the_keypad_is_told_for_the_record() -> None:
    caller = Caller(dial_in(), call_world())
    caller.press("1", "05401")
    assert caller.turn.effects == (PlaceTold("05401", "VT"),)
    assert caller.turn.state.state == "VT"


def test_a_zip_takes_five_digits_and_every_other_answer_one() -> None:
    caller = Caller(dial_in())
    assert caller.turn.ask is not None
    assert caller.turn.ask.digits == 1
    caller.press("1")
    assert caller.turn.ask.digits == 5


@pytest.mark.parametrize("keys", ["00000", "0540", "*", "#", "054011", "٠٥٤٠١", "99999"])
def test_a_zip_that_nobody_uses_is_asked_again_then_goodbye(keys: str) -> None:
    caller = Caller(dial_in())
    caller.press("1", keys)
    assert "do not know that ZIP" in caller.heard
    caller.press(keys, keys)
    assert caller.at is At.OVER
    assert ORG in caller.heard


def test_a_zip_in_two_states_asks_which_by_key() -> None:
    caller = Caller(dial_in())
    assert "If you live in Maine, press 1." in caller.press("1", "03579")
    assert caller.press("7").startswith("Sorry, we did not get that.")
    assert "of New Hampshire" in caller.press("2")
    assert caller.turn.state.choices == ()


def test_keys_without_end_are_a_wrong_key() -> None:
    caller = Caller(dial_in())
    caller.press("1", "03579", "1" * 5000)
    assert caller.at is At.STATE


@pytest.mark.parametrize(
    ("zip_code", "words"),
    [("20001", "no seats"), ("00901", "Puerto Rico"), ("09001", "military"), ("96910", "Guam")],
)
def test_places_without_senators_hear_the_truth_then_goodbye(zip_code: str, words: str) -> None:
    caller = Caller(dial_in())
    assert words in caller.press("1", zip_code)
    assert "Goodbye" in caller.heard
    assert caller.turn.effects == (Ended(),)


def test_the_script_is_worded_for_the_senators_position() -> None:
    caller = Caller(dial_in(state="NJ"), call_world())
    assert "for introducing the Protect American Families Act" in caller.press("1")
    caller = Caller(dial_in(state="MA"), call_world())
    assert "Thank you for cosponsoring" in caller.press("1")


@pytest.mark.parametrize("goes_on", ["1", None])
def test_one_goes_on_and_silence_too(goes_on: str | None) -> None:
    caller = vermonter()
    caller.press(goes_on) if goes_on else caller.wait()
    assert caller.dialed == "ann-dc"


def test_the_intro_is_spoken_once_a_call() -> None:
    caller = vermonter()
    assert "Senate bill 54" in caller.heard
    caller.press("1")
    caller.leg("completed")
    assert "Senate bill 54" not in caller.press("1")


@pytest.mark.parametrize(
    ("keys", "outcome"), [("1", "spoke"), ("2", "message"), ("3", "not_through")]
)
def test_what_happened_is_told_by_key(keys: str, outcome: str) -> None:
    caller = asked_outcome()
    leg = caller.turn.state.leg
    assert caller.turn.effects == (LegEnded(leg, "completed", 61),)
    caller.press(keys)
    assert caller.turn.effects == (OutcomeTold(leg, outcome),)
    assert "Ann bea" in caller.heard


def test_silence_about_a_leg_is_not_said() -> None:
    caller = asked_outcome()
    caller.wait()
    assert caller.turn.effects == ()
    assert caller.at is At.SCRIPT


@pytest.mark.parametrize("keys", ["9", "*", "0"])
def test_a_wrong_key_is_answered_three_times_at_most(keys: str) -> None:
    caller = asked_outcome()
    caller.press(keys)
    assert "did not get that" in caller.heard
    caller.press(keys, keys)
    assert caller.at is At.OVER
