"""The text after a call tells each senator's best result once, and what to do next."""

from datetime import datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from service.domain.follow_up import follow_up
from service.domain.leg_result import DialResult, Outcome
from service.domain.longest import SEGMENT_LIMITS
from service.domain.records import Leg
from service.domain.segments import count
from service.domain.states import STATE_ZONES
from service.domain.words import Language
from tests.domain.worlds import (
    NIGHT,
    SATURDAY,
    WEEKDAY,
    campaigns,
    directory_of,
    phrasebook,
    senate,
)

SANDERS, WELCH = "S000033", "W000800"


def leg(who: str = SANDERS, status: str | None = None, outcome: str | None = None) -> Leg:
    result = DialResult(status) if status else None
    return Leg(1, who, f"{who}-dc", result, Outcome(outcome) if outcome else None)


def told(*legs: Leg, language: Language = Language.EN, now: datetime = WEEKDAY) -> str:
    return follow_up(legs, campaigns().default, senate(), phrasebook()[language], "VT", now)


@pytest.mark.parametrize(
    ("legs", "words"),
    [
        ([leg(status="completed", outcome="spoke")], "You spoke with the office of Sen. Sanders."),
        ([leg(status="completed", outcome="message")], "You left a message for Sen. Sanders."),
        ([leg(status="completed", outcome="not_through")], "but did not get through"),
        ([leg(status="completed")], "You called the office of Sen. Sanders."),
        ([leg(status="unknown")], "You called the office of Sen. Sanders."),
        ([leg(status="busy")], "You tried Sen. Sanders but did not get through."),
        ([leg()], "You tried Sen. Sanders but did not get through."),
    ],
)
def test_a_leg_is_told_by_the_caller_or_else_by_the_carrier(legs: list[Leg], words: str) -> None:
    assert words in told(*legs)


def test_a_senator_called_at_several_offices_is_told_once_by_the_best() -> None:
    text = told(leg(status="busy"), leg(status="completed", outcome="message"), leg(status="busy"))
    assert text.count("Sanders") == 1
    assert "left a message" in text


def test_what_a_caller_told_of_one_office_outweighs_what_they_left_unsaid_of_another() -> None:
    assert "left a message" in told(
        leg(status="completed"), leg(status="completed", outcome="message")
    )
    assert "You called" in told(
        leg(status="completed", outcome="not_through"), leg(status="completed")
    )


def test_senators_are_told_in_the_order_in_which_they_were_called() -> None:
    text = told(leg(WELCH, "completed", "spoke"), leg(SANDERS, "busy"))
    assert text.index("Welch") < text.index("Sanders")


def test_whoever_reached_nobody_is_told_whom_they_missed_and_how_to_go_on() -> None:
    assert told() == (
        "Thank you for calling. You did not call Sen. Welch and Sen. Sanders. "
        "Next step: reply CALL and we try again."
    )
    assert "reply CALL and we try again" in told(leg(WELCH, "busy"), leg(SANDERS, "busy"))


def test_closed_offices_are_named_with_the_day_on_which_they_open() -> None:
    assert told(now=SATURDAY) == (
        "Thank you for calling. The offices of Sen. Welch and Sen. Sanders are closed; the first "
        "opens Monday at 9:00 AM Eastern. Next step: reply CALL once they are open."
    )
    assert "cerradas; la primera abre el lunes a las 9:00 a. m. (hora del Este)." in told(
        now=SATURDAY, language=Language.ES
    )


def test_a_message_at_night_counts_and_the_other_senator_is_told_as_closed() -> None:
    text = told(leg(WELCH, "completed", "message"), now=NIGHT)
    assert "You left a message for Sen. Welch." in text
    assert "The offices of Sen. Sanders are closed; the first opens Wednesday at 9:00 AM" in text
    assert "ask a friend" in text


def test_a_senator_who_was_not_called_is_named_beside_one_who_was() -> None:
    text = told(leg(WELCH, "completed", "spoke"))
    assert "You spoke with the office of Sen. Welch. You did not call Sen. Sanders." in text


def test_where_no_senator_is_known_there_is_no_gap() -> None:
    text = follow_up([], campaigns().default, senate(), phrasebook()[Language.EN], "", WEEKDAY)
    assert text.startswith("Thank you for calling. Next step:")


def test_spanish_says_whose_office_without_a_title() -> None:
    text = told(leg(WELCH, "completed", "spoke"), leg(SANDERS, "busy"), language=Language.ES)
    assert "Habló con la oficina de Welch. No pudo comunicarse con la oficina de Sanders." in text


def test_whoever_is_to_be_rung_is_told_so_in_place_of_any_other_next_step() -> None:
    words = phrasebook()[Language.EN]
    ring = words.text("ring_when_free")
    for legs in ([], [leg(WELCH, "completed", "spoke")]):
        text = follow_up(legs, campaigns().default, senate(), words, "VT", WEEKDAY, ring)
        assert text.endswith("Reply WHERE for your place, LEAVE to give it up.")
        assert text.count("Next step") == 1


def test_a_senator_who_left_the_directory_is_passed_over() -> None:
    words = phrasebook()[Language.EN]
    text = follow_up([leg()], campaigns().default, directory_of(), words, "VT", WEEKDAY)
    assert "Sen." not in text


@pytest.mark.parametrize("language", Language)
def test_the_longest_pair_still_fits_with_the_way_out(language: Language) -> None:
    words = phrasebook()[language]
    for state, slug, now in product(STATE_ZONES, ("s54", "dhs-funding"), (WEEKDAY, NIGHT)):
        campaign = campaigns().taking_calls(slug)
        one, two = (leg(s.bioguide, "completed") for s in senate().of_state(state))
        day = words.moment(datetime(2026, 11, 25, 10, 45, tzinfo=ZoneInfo("Pacific/Honolulu")))
        rings = (None, words.text("ring_when_free"), words.text("ring_at", moment=day))
        for legs, ring in product(([], [one], [two], [one, two]), rings):
            text = follow_up(legs, campaign, senate(), words, state, now, ring)
            text = f"{text} {words.text('opt_out_line')}"
            assert count(text).segments <= SEGMENT_LIMITS[language]
