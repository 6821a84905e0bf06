"""The carrier's small rules: signatures, segments, numbers, retries, stop words, moments."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from smsutil import split
from twilio.request_validator import RequestValidator

from service.simulator.numbers import NotANumber, country_of, parse_number, pretty
from service.simulator.opt_out import HELP_WORDS, START_WORDS, STOP_WORDS, judge
from service.simulator.presets import EASTERN, PRESETS, is_federal_holiday, offset_for
from service.simulator.retries import RetryRules, split_rules
from service.simulator.segment import count_segments
from service.simulator.signature import sign
from service.simulator.speech import duration, sentences

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(st.dictionaries(WORDS, WORDS), st.sampled_from(["a%2Fb?x=1&y=%20", "", "voice?t=."]))
def test_signatures_are_the_ones_that_twilios_library_checks(
    params: dict[str, str], path: str
) -> None:
    url = f"https://example.org/{path}"
    signature = sign("secret", url, params)
    assert RequestValidator("secret").validate(url, params, signature)
    assert not RequestValidator("other").validate(url, params, signature)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=700))
def test_segments_agree_with_an_independent_count(body: str) -> None:
    assert count_segments(body) == max(1, len(split(body).parts))


@pytest.mark.parametrize(
    ("body", "segments"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("á" * 70, 1),
        ("á" * 71, 2),
        ("✊🏽" * 24, 2),
    ],
)
def test_segments_at_their_edges(body: str, segments: int) -> None:
    assert count_segments(body) == segments


@pytest.mark.parametrize(
    ("typed", "e164"),
    [
        ("802 555 0123", "+18025550123"),
        ("(802) 555-0123", "+18025550123"),
        ("1-802-555-0123", "+18025550123"),
        ("+44 20 7946 0018", "+442079460018"),
    ],
)
def test_numbers_are_read_as_people_type_them(typed: str, e164: str) -> None:
    assert parse_number(typed) == e164


@pytest.mark.parametrize(
    "typed", ["", "hello", "12", "802 555", "102 555 0123", "802 055 0123", "5" * 99, "٨" * 3, "+"]
)
def test_nonsense_is_no_number_and_the_refusal_says_what_is(typed: str) -> None:
    with pytest.raises(NotANumber, match="802 555 0142"):
        parse_number(typed)


def test_numbers_know_their_country() -> None:
    numbers = ("+18025550142", "+17875550123", "+442079460018", "nonsense")
    assert [country_of(number) for number in numbers] == ["US", "PR", "GB", ""]
    assert [pretty(number) for number in (numbers[0], numbers[3])] == ["(802) 555-0142", "nonsense"]


@pytest.mark.parametrize(
    ("fragment", "rules"),
    [
        ("", RetryRules()),
        ("#rc=3&rp=5xx,ct,rt", RetryRules(3, frozenset({"5xx", "ct", "rt"}))),
        ("#rc=9&ct=1&rt=999999", RetryRules(5, connect=0.1, read=15.0)),
        ("#rc=many&ct=&rp=all", RetryRules(1, frozenset({"all"}))),
    ],
)
def test_retry_rules_come_from_the_fragment(fragment: str, rules: RetryRules) -> None:
    address, found = split_rules(f"https://example.org/a%2Fb?c=1{fragment}")
    assert address == "https://example.org/a%2Fb?c=1"
    assert found == rules


@pytest.mark.parametrize("word", sorted(STOP_WORDS))
def test_every_stop_word_blocks_and_is_answered_once(word: str) -> None:
    first = judge(f" {word.lower()}\n", blocked=False)
    assert first.blocked
    assert "unsubscribed" in (first.answer or "")
    assert judge(word, blocked=True) == type(first)(True, None)


def test_start_words_unblock_and_are_silent_where_nothing_was_blocked() -> None:
    for word in START_WORDS:
        assert judge(word, blocked=True).answer is not None
        assert judge(word, blocked=False).answer is None
        assert not judge(word, blocked=True).blocked


def test_help_is_answered_and_other_words_change_nothing() -> None:
    for word in HELP_WORDS:
        assert judge(word, blocked=False).answer is not None
    for words in ("please stop", "STOP now", "S54", "", "stop."):
        assert judge(words, blocked=False) == judge("hello", blocked=False)


@given(st.timedeltas(timedelta(0), timedelta(days=1461)), st.sampled_from(list(PRESETS)))
def test_presets_lead_to_the_next_such_moment(later: timedelta, preset: str) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC) + later
    offset = offset_for(preset, now)
    there = (now + timedelta(seconds=offset)).astimezone(EASTERN)
    assert offset >= 0
    assert (there.weekday() == 5) is (preset == "weekend")
    assert is_federal_holiday(there.date()) is (preset == "holiday") or preset == "weekend"
    assert there.hour == (23 if preset == "night" else 11)


def test_speech_is_cut_into_sentences_of_natural_length() -> None:
    assert sentences(" One two. Three? Four ") == ["One two.", "Three?", "Four"]
    assert sentences("") == []
    assert duration("one two three") == pytest.approx(1.0)
