"""Segments are counted as carriers count them."""

import pytest
import smsutil
from hypothesis import example, given
from hypothesis import strategies as st

from service.domain.segments import GSM_BASIC, GSM_EXTENSION, Segments, apart, costly, count

ALPHABET = "".join(sorted(GSM_BASIC | GSM_EXTENSION))
ESCAPE = "\x1b"

near_the_limits = st.integers(1, 5).flatmap(
    lambda parts: st.integers(-4, 4).map(lambda off: max(0, parts * 76 + off))
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Segments("GSM-7", 0, 0)),
        ("a" * 160, Segments("GSM-7", 160, 1)),
        ("a" * 161, Segments("GSM-7", 161, 2)),
        ("a" * 306, Segments("GSM-7", 306, 2)),
        ("a" * 307, Segments("GSM-7", 307, 3)),
        ("€" * 80, Segments("GSM-7", 160, 1)),
        ("á" * 70, Segments("UCS-2", 70, 1)),
        ("á" * 71, Segments("UCS-2", 71, 2)),
        ("á" * 335, Segments("UCS-2", 335, 5)),
        ("á" * 336, Segments("UCS-2", 336, 6)),
        ("ñ¿¡üéÑ", Segments("GSM-7", 6, 1)),
    ],
)
def test_limits_of_both_encodings(text: str, expected: Segments) -> None:
    assert count(text) == expected


def test_an_extension_character_is_never_cut_in_two() -> None:
    assert count("a" * 152 + "€" + "a" * 152).segments == 3
    assert count("a" * 151 + "€" + "a" * 153).segments == 2


def test_a_surrogate_pair_is_never_cut_in_two() -> None:
    assert count("á" * 66 + "😀" + "á" * 66).segments == 3
    assert count("á" * 65 + "😀" + "á" * 67).segments == 2


def test_costly_names_each_character_once_in_order() -> None:
    assert costly("“a” – “b”, á") == ("“", "”", "–", "á")
    assert costly("Plain text, ñ and €") == ()


@given(st.text(st.sampled_from(ALPHABET), max_size=700))
@example("€" * 77)
def test_gsm_texts_count_as_in_an_independent_library(text: str) -> None:
    peer = smsutil.split(text)
    mine = count(text)
    assert mine.encoding == "GSM-7"
    # The peer gives an empty text one empty part; nothing is sent, so it costs nothing.
    assert mine.segments == (len(peer.parts) if text else 0)
    assert mine.units == peer.total_bytes


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=400), st.sampled_from("áи😀—"))
def test_wide_texts_count_as_in_an_independent_library(text: str, wide: str) -> None:
    peer = smsutil.split(text + wide)
    mine = count(text + wide)
    assert mine == Segments("UCS-2", peer.total_bytes // 2, len(peer.parts))


@given(near_the_limits, st.lists(st.sampled_from("a€"), max_size=20))
def test_texts_near_a_limit_count_as_in_an_independent_library(size: int, tail: list[str]) -> None:
    text = "a" * size + "".join(tail) + "a" * size
    assert count(text).segments == (len(smsutil.split(text).parts) if text else 0)


def test_the_bare_escape_code_is_where_the_library_is_wrong() -> None:
    """GSM 03.38 has no character there: the code only announces the extension table, and a
    phone shows a space or swallows the character after it. Such a text needs UCS-2."""
    assert smsutil.split(ESCAPE).encoding == "gsm0338"
    assert count(ESCAPE).encoding == "UCS-2"


@pytest.mark.parametrize(
    ("reply", "texts"),
    [
        ("", ()),
        ("One.", ("One.",)),
        ("One\ntwo", ("One\ntwo",)),
        ("One.\n\nTwo.", ("One.", "Two.")),
        ("One.\n \n\nTwo.", ("One.", "Two.")),
    ],
)
def test_a_blank_line_begins_another_text(reply: str, texts: tuple[str, ...]) -> None:
    assert apart(reply) == texts
