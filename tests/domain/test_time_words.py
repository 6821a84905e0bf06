"""A time of day is understood as people text it, and nothing else is taken for one."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.time_words import time_words
from service.domain.words import Language


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("3PM", "15:00"),
        ("3 pm", "15:00"),
        ("3 p.m.", "15:00"),
        ("3:30PM", "15:30"),
        ("at 3", "15:00"),
        ("a las 12 de la noche", "00:00"),
        ("a las 12 de la tarde", "12:00"),
        ("at 3:15", "15:15"),
        ("@3", "15:00"),
        ("3:00", "15:00"),
        ("8:00", "08:00"),
        ("at 9", "09:00"),
        ("15:00", "15:00"),
        ("07:30", "07:30"),
        ("12am", "00:00"),
        ("12 pm", "12:00"),
        ("noon", "12:00"),
        ("10.30", "10:30"),
        ("\uff13\uff30\uff2d", "15:00"),
        ("  3pm! ", "15:00"),
        ("3\u200bpm", "15:00"),
        ("a las 3", "15:00"),
        ("a la 1", "13:00"),
        ("a las 10 de la mañana", "10:00"),
        ("a las 3 de la tarde", "15:00"),
        ("3 p. m.", "15:00"),
        ("mediodía", "12:00"),
    ],
)
def test_times(body: str, told: str) -> None:
    words = time_words(body)
    assert words is not None
    assert f"{words.time:%H:%M}" == told
    assert not words.tomorrow


@pytest.mark.parametrize(
    "body", ["tomorrow 3pm", "3pm tomorrow", "tomorrow at 3", "mañana a las 3", "3pm mañana"]
)
def test_times_of_tomorrow(body: str) -> None:
    words = time_words(body)
    assert words is not None
    assert (words.time, words.tomorrow) == (time(15), True)


@pytest.mark.parametrize(
    "body",
    ["", "3", "05401", "2", "25:00", "3:75", "at 99", "13am pm", "S54", "pm", "at", "call me",
     "3pm is fine with my wife", "tomorrow", "a las", "1.5", "0pm?x"],
)  # fmt: skip
def test_what_is_no_time(body: str) -> None:
    assert time_words(body) is None


def test_spanish_words_tell_their_language() -> None:
    for body in ("a las 3", "mañana a la 1", "3 de la tarde", "mediodía"):
        words = time_words(body)
        assert words is not None
        assert words.language is Language.ES
    english = time_words("3pm")
    assert english is not None
    assert english.language is None


@given(st.text(max_size=40))
def test_no_text_is_too_odd(body: str) -> None:
    time_words(body)
