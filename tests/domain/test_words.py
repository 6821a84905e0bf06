"""The product's words: kept short, joined properly, complete in every language."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from service.adapters.word_files import load_words
from service.domain.longest import (
    NUMBER,
    ORG,
    SEGMENT_LIMITS,
    SENATOR,
    longest_state,
)
from service.domain.quiet_hours import EVERYWHERE
from service.domain.segments import costly, count
from service.domain.states import NAMED_CODES
from service.domain.template import MissingValue
from service.domain.words import TEXT_KEYS, Language, Words

PHRASEBOOK = load_words()
JOINED = {
    # Parts of other texts, which are measured there.
    "opt_out_line", "choice_state", "result_spoke", "result_message", "result_not_through",
    "result_untold", "senators", "senators_vacant", "follow_up", "senator", "result_closed",
    "result_not_called", "call_again", "call_when_open", "begin", "read",
    "ring_when_free", "ring_at", "moment", "tomorrow", "expect_unknown", "expect_minutes",
    "expect_long",
}  # fmt: skip
SAYS_HOW_TO_STOP = {"help", "started", "stopped"}
"""Never followed by the opt-out line: it would only repeat them."""


def longest_values(words: Words) -> dict[str, str]:
    """A longest value for every placeholder that a text of our own may have."""
    state = longest_state(words)
    begin = words.text("begin", keywords=words.either(["K" * 15] * 3))
    choices = words.join([words.text("choice_state", key=key, state=state) for key in "12"])
    return {
        "org": ORG,
        "contact": "c" * 60,
        "number": NUMBER,
        "senator": SENATOR,
        "state": state,
        "states": words.join([state, state]),
        "choices": choices,
        "minutes": "120",
        "place": max(("12345", *words.states.values()), key=len),
        "soon": "12:45PM",
        "typed": f"{words.text('tomorrow')} 12:45PM",
        "expected": max(
            words.text("expect_unknown"),
            words.text("expect_minutes", minutes="60"),
            words.text("expect_long"),
            key=len,
        ),
        "moment": words.moment(datetime(2026, 11, 25, 10, 45, tzinfo=ZoneInfo("Pacific/Guam"))),
        "begin": f"{begin} {words.text('read', keyword='K' * 15)}",
    }


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("key", sorted(TEXT_KEYS.keys() - JOINED))
def test_every_text_keeps_to_its_segments_at_its_longest(language: Language, key: str) -> None:
    words = PHRASEBOOK[language]
    line = "" if key in SAYS_HOW_TO_STOP else " " + words.text("opt_out_line")
    text = words.text(key, **longest_values(words)) + line
    assert count(text).segments <= SEGMENT_LIMITS[language], text


@pytest.mark.parametrize("key", sorted(TEXT_KEYS))
def test_english_texts_are_plain_gsm(key: str) -> None:
    assert costly(PHRASEBOOK[Language.EN].texts[key].source) == ()


def test_spanish_keeps_its_accents() -> None:
    spanish = PHRASEBOOK[Language.ES]
    assert "código" in spanish.text("ask_zip_again")
    assert "¿En cuál" in spanish.text("ask_state", states="a", choices="b")


@pytest.mark.parametrize("language", Language)
def test_first_contact_tells_how_to_stop_and_get_help(language: Language) -> None:
    stop, ask = {Language.EN: ("STOP", "HELP"), Language.ES: ("ALTO", "AYUDA")}[language]
    line = PHRASEBOOK[language].text("opt_out_line")
    assert stop in line
    assert ask in line


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    "key", ["leave_message", "dial_again", "mailbox_full", "go_on", "ring_again", "text_offer"]
)
def test_one_always_goes_on(language: Language, key: str) -> None:
    assert "1" in PHRASEBOOK[language].voice(key, last="Sanders")


@pytest.mark.parametrize("language", Language)
def test_the_words_on_a_voicemail_box_name_nobody_but_us(language: Language) -> None:
    words = PHRASEBOOK[language]
    for key in ("ring_greeting", "ring_greeting_awaited", "ring_again", "ring_no_key"):
        assert words.voices[key].fields <= {"org", "title"}


@pytest.mark.parametrize("language", Language)
def test_every_place_has_a_name(language: Language) -> None:
    words = PHRASEBOOK[language]
    assert words.states.keys() == NAMED_CODES
    assert len(set(words.states.values())) == len(NAMED_CODES) == 59


def test_an_unknown_code_names_itself() -> None:
    assert PHRASEBOOK[Language.EN].state_name("ZZ") == "ZZ"
    assert PHRASEBOOK[Language.ES].state_name("NY") == "Nueva York"


@pytest.mark.parametrize(
    ("hour", "minute", "english", "spanish"),
    [
        (0, 0, "at 12:00 AM", "a las 12:00 a. m."),
        (9, 5, "at 9:05 AM", "a las 9:05 a. m."),
        (12, 0, "at 12:00 PM", "a las 12:00 p. m."),
        (13, 15, "at 1:15 PM", "a la 1:15 p. m."),
    ],
)
def test_times_of_day(hour: int, minute: int, english: str, spanish: str) -> None:
    moment = datetime(2026, 11, 25, hour, minute, tzinfo=ZoneInfo("America/New_York"))
    assert PHRASEBOOK[Language.EN].clock(moment) == english
    assert PHRASEBOOK[Language.ES].clock(moment) == spanish


@pytest.mark.parametrize("zone", EVERYWHERE)
@pytest.mark.parametrize("month", [1, 7])
def test_every_zone_of_the_us_has_a_name_summer_and_winter(zone: str, month: int) -> None:
    moment = datetime(2026, month, 5, 9, tzinfo=ZoneInfo(zone))
    for words in PHRASEBOOK.values():
        assert any(name in words.moment(moment) for name in words.zones.values())


def test_a_moment_is_told_with_its_day_and_zone() -> None:
    moment = datetime(2026, 11, 25, 9, tzinfo=ZoneInfo("America/Chicago"))
    assert PHRASEBOOK[Language.EN].moment(moment) == "on Wednesday at 9:00 AM Central time"
    told = PHRASEBOOK[Language.ES].moment(moment)
    assert told == "el miércoles a las 9:00 a. m. (hora del Centro)"


@pytest.mark.parametrize(
    ("items", "joined"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")],
)
def test_english_lists(items: list[str], joined: str) -> None:
    assert PHRASEBOOK[Language.EN].join(items) == joined


def test_choices() -> None:
    english, spanish = (PHRASEBOOK[language] for language in Language)
    assert english.either([]) == ""
    assert english.either(["S54"]) == "S54"
    assert english.either(["A", "B", "C"]) == "A, B or C"
    assert spanish.either(["FAMILIAS", "MIGRA"]) == "FAMILIAS o MIGRA"
    assert spanish.either(["RIOS", "OCEANO"]) == "RIOS u OCEANO"
    assert spanish.either(["RIOS", "8M"]) == "RIOS u 8M"


@pytest.mark.parametrize(
    ("last", "joined"),
    [
        ("Ohio", "Kansas y Ohio"),
        ("Illinois", "Kansas e Illinois"),
        ("Hirono", "Kansas e Hirono"),
        ("Iowa", "Kansas y Iowa"),
        ("Hawái", "Kansas y Hawái"),
    ],
)
def test_spanish_lists_change_their_and_before_the_same_sound(last: str, joined: str) -> None:
    assert PHRASEBOOK[Language.ES].join(["Kansas", last]) == joined


def test_a_sentence_without_its_value_is_an_error_and_not_a_blank() -> None:
    with pytest.raises(MissingValue):
        PHRASEBOOK[Language.EN].text("stopped")
    with pytest.raises(KeyError):
        PHRASEBOOK[Language.EN].voice("no_such_sentence")
