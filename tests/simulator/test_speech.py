"""Captions come sentence by sentence, and a name stays in one piece."""

import pytest

from service.simulator.speech import duration, sentences


@pytest.mark.parametrize(
    "whole",
    [
        "Calling Senator Edward J. Markey in Washington.",
        "Support S. 54 of the 115th Congress.",
        "The U.S. Senate answers to Sen. Welch.",
        "You reached the office of Sens. Sanders and Welch in St. Louis.",
        "La oficina de la Sra. Cortez en EE. UU. Habla español.",
        "It opens at 9 a.m. Eastern, or 9:30 a.m. on Mondays.",
        "One moment… please.",
        "Angus S. King, Jr. of Maine.",
        "",
    ],
)
def test_initials_and_titles_end_no_sentence(whole: str) -> None:
    assert sentences(whole) == ([whole] if whole else [])


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("Hello. Press 1 now.", 2),
        ("Press 1. Or wait!\n¿Habla español? Oprima el 2.", 4),
        ("  The bill is S.54. It ended in 2018. 3 of 4 agreed.  ", 3),
        ("Thank you, J.  Say: \u201cHi.\u201d", 1),
    ],
)
def test_every_other_full_stop_does(words: str, count: int) -> None:
    assert len(sentences(words)) == count


def test_nothing_said_still_takes_a_moment() -> None:
    assert duration("") == pytest.approx(1 / 3)
