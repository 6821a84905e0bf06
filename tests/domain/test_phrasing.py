"""The notation in which turns of phrase are written down."""

import pytest

from service.domain.phrasing import Whole, names, phrases, within

KNOWN = names("""
me: me|my (phone|mobile)
texts: texts|
    notes
""")


def finds(line: str, told: str) -> bool:
    return bool(within(phrases(line, KNOWN)).search(told))


@pytest.mark.parametrize("told", ["text me", "please text me now", "text my mobile", "textme"])
def test_a_name_stands_for_any_of_its_words(told: str) -> None:
    assert finds("text {me}", told)


@pytest.mark.parametrize("told", ["text men", "context me", "text", "me text", "text my foot"])
def test_only_whole_words_are_found(told: str) -> None:
    assert not finds("text {me}", told)


@pytest.mark.parametrize("told", ["stop texts", "stop the texts", "stop any these notes"])
def test_what_is_perhaps_said_may_be_missing(told: str) -> None:
    assert finds("stop any? (the|these)? {texts}", told)


@pytest.mark.parametrize(
    ("told", "found"),
    [("out list", True), ("out your list", True), ("out one two list", True),
     ("out one two three list", False)],
)  # fmt: skip
def test_a_few_words_of_any_kind_may_stand_between(told: str, found: bool) -> None:
    assert finds("out .. list", told) is found


def test_a_phrase_may_be_bound_to_the_beginning_or_the_end() -> None:
    assert finds("BEGIN stop", "stop now")
    assert not finds("BEGIN stop", "now stop")
    assert finds("stop END", "now stop")
    assert not finds("stop END", "stop now")


def test_doubled_letters_of_a_phrase_stand_once_as_those_of_a_text_do() -> None:
    assert finds("off all", "of al")


def test_words_typed_without_a_space_may_share_a_letter() -> None:
    assert finds("stop please", "stoplease")
    assert not finds("llame end", "llamend")


def test_an_indented_line_goes_on_where_the_one_above_it_ends() -> None:
    assert finds("\nstop (one|\n    two)\n", "stop two")


@pytest.mark.parametrize(
    ("told", "is_whole"),
    [("stop", True), ("please stop", True), ("stop stop now", True), ("stop it please", True),
     ("stop that", False), ("please", False), ("", False)],
)  # fmt: skip
def test_a_whole_text_is_phrases_and_courtesy_and_nothing_else(told: str, is_whole: bool) -> None:
    phrase = Whole(phrases("stop it?", {}), phrases("please\nnow", {}))
    assert phrase.covers(told) is is_whole
