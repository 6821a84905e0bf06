"""The text after a call tells each senator's best result once, and what to do next."""

import pytest

from service.domain.follow_up import follow_up
from service.domain.leg_result import DialResult, Outcome
from service.domain.longest import SEGMENT_LIMITS
from service.domain.records import Leg
from service.domain.segments import count
from service.domain.words import Language
from tests.domain.worlds import campaigns, directory_of, phrasebook, senate

SANDERS, WELCH = "S000033", "W000800"


def leg(who: str = SANDERS, status: str | None = None, outcome: str | None = None) -> Leg:
    result = DialResult(status) if status else None
    return Leg(1, who, f"{who}-dc", result, Outcome(outcome) if outcome else None)


def told(*legs: Leg, language: Language = Language.EN) -> str:
    return follow_up(legs, campaigns().default, senate(), phrasebook()[language])


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


def test_a_call_that_reached_nobody_leaves_no_gap() -> None:
    assert told().startswith("Thank you for calling. Next step:")


def test_a_senator_who_left_the_directory_is_passed_over() -> None:
    text = follow_up([leg()], campaigns().default, directory_of(), phrasebook()[Language.EN])
    assert "Sen." not in text


@pytest.mark.parametrize("language", Language)
def test_the_longest_pair_still_fits_with_the_way_out(language: Language) -> None:
    for state in {s.state for s in senate().senators}:
        for campaign in ("s54", "dhs-funding"):
            legs = [leg(s.bioguide) for s in senate().of_state(state)]
            text = follow_up(
                legs, campaigns().taking_calls(campaign), senate(), phrasebook()[language]
            )
            text = f"{text} {phrasebook()[language].text('opt_out_line')}"
            assert count(text).segments <= SEGMENT_LIMITS[language]
