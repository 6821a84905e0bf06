"""What phones, haste and anger add to words is gone before anything is looked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.plain_words import plain_words


@pytest.mark.parametrize(
    "body",
    [
        "STOP", " Stop! ", "ｓｔｏｐ", "S\u200bTOP", "s t o p", "S.T.O.P.", "stoooopp", "stpo",
        "sotp", "stopp", "tsop", "st0p", "*stop*", "stop 05401", "stop 05401-1234", "Stóp",
        "stop 🛑", "dtop", "stip", "ＳＴＯＰ！",
    ],
)  # fmt: skip
def test_a_word_is_itself_in_every_form_and_slip(body: str) -> None:
    assert plain_words(body) == "stop"


@pytest.mark.parametrize(
    "body", ["step", "shop", "top", "atop", "removed", "massages", "cancela", "testing"]
)
def test_a_word_of_its_own_is_no_slip(body: str) -> None:
    assert plain_words(body) == body.replace("ss", "s")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Don't  TEXT me!!", "dont text me"),
        ("Don’t txt me pls", "dont text me please"),
        ("wrong #", "wrong number"),
        ("por qué me escriben", "por que me escriben"),
        ("unsuscribe me plz", "unsubscribe me please"),
        ("stop txtn and callin me", "stop texting and caling me"),
        ("stop2end", "stop to end"),
        ("stop f***ing texting me", "stop texting me"),
        ("leave me tf alone", "leave me alone"),
        ("fucking SB4", "sb4"),
        ("plz remove my # xfa", "please remove my number por favor"),
        ("", ""),
        ("🙂 ?!", ""),
    ],
)
def test_words_are_plain_and_one_space_apart(body: str, words: str) -> None:
    assert plain_words(body) == words


@given(st.text())
def test_whatever_is_typed_becomes_words_and_spaces_alone(body: str) -> None:
    plain = plain_words(body)
    assert "  " not in plain
    assert plain == plain.strip()
