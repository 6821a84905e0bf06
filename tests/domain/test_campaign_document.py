"""Whatever an organizer leaves out or types, a campaign file is read to its end."""

import copy
import tomllib
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.adapters.word_files import load_words
from service.domain.campaign import CallOrder, Campaign, CampaignKind, Position
from service.domain.campaign_check import check_campaign, check_together
from service.domain.campaign_document import read_document
from service.domain.document import Table
from service.domain.fault import Fault
from service.domain.longest import longest_texts
from service.domain.words import Language

SHIPPED = Path(__file__).parents[2] / "campaigns"
DOCUMENTS = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in SHIPPED.glob("*.toml")}
PHRASEBOOK = load_words()

junk = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30)
    | st.lists(st.text(max_size=5), max_size=3)
    | st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=3)
    | st.sampled_from(["{", "}", "{0}", "{org}", "call", "info", "\x00", "S54", "😀" * 500])
)  # fmt: skip


def read(document: dict[str, object]) -> tuple[Campaign, list[Fault]]:
    faults: list[Fault] = []
    return read_document(Table("x.toml", "", document, faults), "0" * 12, ""), faults


def places(document: object, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The path of every key of a document, tables included."""
    if not isinstance(document, dict):
        return []
    return [
        place
        for key, value in document.items()
        for place in ((*path, key), *places(value, (*path, key)))
    ]


def changed(slug: str, place: tuple[str, ...], value: object) -> dict[str, object]:
    """A copy of a shipped document with another value in one place; None removes the key."""
    document = copy.deepcopy(DOCUMENTS[slug])
    table = document
    for key in place[:-1]:
        table = table[key]
    table.pop(place[-1])
    if value is not None:
        table[place[-1]] = value
    return document


every_place = st.sampled_from(
    [(slug, place) for slug, document in DOCUMENTS.items() for place in places(document)]
)


@settings(max_examples=300)
@given(every_place, junk)
def test_any_value_in_any_place_is_used_or_told_and_never_an_exception(
    at: tuple[str, tuple[str, ...]], value: object
) -> None:
    slug, place = at
    campaign, faults = read(changed(slug, place, value))
    for fault in (*faults, *check_campaign(campaign, PHRASEBOOK, "x.toml")):
        assert fault.file == "x.toml" or fault in faults
        assert fault.key or fault in faults


@given(every_place)
def test_a_key_left_out_is_told_unless_it_may_be(at: tuple[str, tuple[str, ...]]) -> None:
    slug, place = at
    _, faults = read(changed(slug, place, None))
    optional = {"bill", "hours", "ring_from", "ring_to"}
    if place[-1] in optional:
        assert faults == []
    elif place[0] == "positions":
        assert all("never said" in fault.reason for fault in faults)
    else:
        assert [(f.key, f.reason) for f in faults] == [(".".join(place), "missing")]


def test_everything_in_the_file_is_in_the_campaign() -> None:
    campaign, faults = read(DOCUMENTS["s54"])
    assert faults == []
    assert (campaign.slug, campaign.order, campaign.kind) == ("s54", 1, CampaignKind.CALL)
    assert campaign.call_order is CallOrder.COMMITTEE_FIRST
    assert campaign.ring_hours == (time(8), time(21))
    assert campaign.positions.sponsors == {"B001288"}
    assert campaign.bill is not None
    assert campaign.bill.title == "Protect American Families Act"
    assert set(campaign.bill.summary) == set(Language)
    assert set(campaign.wording[Language.ES].scripts) == set(Position)


def test_a_campaign_without_sponsors_needs_no_script_for_them() -> None:
    campaign, faults = read(DOCUMENTS["dhs-funding"])
    assert faults == []
    assert campaign.bill is None
    assert set(campaign.wording[Language.EN].scripts) == {Position.COMMITTEE, Position.NONE}


@pytest.mark.parametrize("language", Language)
def test_lengths_are_measured_with_everything_that_joins_a_text(language: Language) -> None:
    campaign, _ = read(DOCUMENTS["s54"])
    words = PHRASEBOOK[language]
    texts = {longest.key: longest.text for longest in longest_texts(campaign, words)}
    assert set(texts) == {
        *(f"text.{language}.{key}" for key in ("ask_zip", "ask", "next_step")),
        f"opt_in.{language}.wording",
    }
    assert texts[f"text.{language}.ask_zip"].endswith(words.text("opt_out_line"))
    assert "(802) 555-0123" in texts[f"text.{language}.ask"]


def test_a_clash_is_told_of_the_later_file() -> None:
    campaign, _ = read(DOCUMENTS["s54"])
    other, _ = read(DOCUMENTS["platform"])
    assert check_together([("a.toml", campaign), ("b.toml", other)]) == []
    clashes = check_together([("a.toml", campaign), ("b.toml", other), ("c.toml", campaign)])
    assert {fault.file for fault in clashes} == {"c.toml"}
    assert {fault.key for fault in clashes} == {"slug", "keywords.en", "keywords.es"}
