"""A word is the same however a phone spells it, and a ZIP is found where people put it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.vocabulary import (
    BRINGS_BACK,
    CARRIER_WORDS,
    RESERVED,
    Word,
    is_carrier_word,
    meaning,
)
from service.domain.wordmatch import fold, split_zip, zip_and_rest, zip_in


@pytest.mark.parametrize(
    "body",
    ["S54", "s.54", " s 54 ", "S-54!", "ｓ５４", "S\u200b54", "\u202eS54", "S٥٤", "“S54”", "s54🙂"],
)
def test_a_keyword_is_itself_in_every_spelling(body: str) -> None:
    assert fold(body) == "s54"


@pytest.mark.parametrize("body", ["", " ", "🙂", "!?", "\u0301", "\x00"])
def test_what_has_no_letters_folds_to_nothing(body: str) -> None:
    assert fold(body) == ""


@given(st.text())
def test_folding_twice_is_folding_once(body: str) -> None:
    assert fold(fold(body)) == fold(body)


@given(st.sampled_from(sorted(RESERVED)), st.sampled_from(list(" .-!¡\u200b\u2066\n")))
def test_every_reserved_word_survives_its_spelling(word: str, between: str) -> None:
    assert meaning(fold(between.join(word.upper()))) is meaning(word)


@pytest.mark.parametrize(
    "body",
    [
        "STOP", "stopall", "Unsubscribe", "CANCEL", "end", "quit", "revoke", "OPTOUT", "opt out",
        "Opt-out.", "alto", "PARAR", "¡Alto!", "no más",
    ],
)  # fmt: skip
def test_stop_words_of_the_carrier_and_the_law(body: str) -> None:
    assert meaning(fold(body)) is Word.STOP


@pytest.mark.parametrize(
    "body",
    [
        "don't stop fighting!",
        "I can't stop calling",
        "stop the raids",
        "alto a las redadas",
        "end it",
    ],
)
def test_a_sentence_about_something_else_is_no_stop(body: str) -> None:
    assert meaning(fold(body)) is None


def test_only_the_three_plain_words_bring_a_person_back() -> None:
    assert {"start", "unstop", "yes"} == BRINGS_BACK


@pytest.mark.parametrize("body", ["stop", " Stop ", "HELP", "info", "Yes", "UNSTOP"])
def test_the_carrier_answers_its_own_bare_words(body: str) -> None:
    assert any(is_carrier_word(body, word) for word in CARRIER_WORDS)


@pytest.mark.parametrize("body", ["stop please", "opt out", "alto", "s.t.o.p", "ayuda"])
def test_the_carrier_knows_no_other_words(body: str) -> None:
    assert not any(is_carrier_word(body, word) for word in Word)


@pytest.mark.parametrize(
    "body",
    [
        "05401", " 05401 ", "05401-1234", "05401 1234", "054011234", "05401.", "0 5 4 0 1", "٠٥٤٠١",
        "０５４０１", "054\u200b01", "my zip is 05401-1234", "My zip code is 05401", 
        "It's 05401, thanks!",
        "Mi código postal es 05401", "VT 05401", "ZIP:05401\n",
    ],
)  # fmt: skip
def test_a_zip_is_found(body: str) -> None:
    assert zip_in(body) == "05401"


@pytest.mark.parametrize(
    "body",
    ["", "0540", "054011", "O5401", "8025550142", "05401-12", "05401 10008", "zip", "05401" * 3,
     "I would like to know if the bill number 12345 is still alive"],
)  # fmt: skip
def test_what_only_looks_like_a_zip_is_none(body: str) -> None:
    assert zip_in(body) is None


@given(st.text())
def test_whatever_is_found_has_five_plain_digits(body: str) -> None:
    found = zip_in(body)
    assert found is None or (len(found) == 5 and found.isascii() and found.isdigit())


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("05401, S.54!", ("05401", "s54")),
        ("ICE\n05401-1234", ("05401", "ice")),
        ("stop 05401", ("05401", "stop")),
        ("05401", ("05401", "")),
        ("05401 or 10008", ("", "")),
        ("S54", ("", "")),
        ("", ("", "")),
    ],
)
def test_a_text_is_taken_apart_around_its_one_zip(body: str, found: tuple[str, str]) -> None:
    assert zip_and_rest(body) == found


@pytest.mark.parametrize(
    ("folded", "zip_code"),
    [("s5405401", "05401"), ("s54054011234", "05401"), ("s54", None), ("s540540", None),
     ("ice05401", None)],
)  # fmt: skip
def test_a_keyword_may_run_into_its_zip(folded: str, zip_code: str | None) -> None:
    assert split_zip(folded, "s54") == zip_code
