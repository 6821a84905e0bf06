"""Campaigns know whom they concern, what they are called and which of them a text means."""

from datetime import date

import pytest

from service.domain.campaign import (
    CallOrder,
    Campaign,
    CampaignClash,
    CampaignKind,
    Campaigns,
    Position,
    Positions,
    Wording,
)
from service.domain.directory import Senator
from service.domain.template import Template
from service.domain.words import Language


def senator(bioguide: str = "A000001", seat: int = 1, *committees: str) -> Senator:
    """A senator of whom only these facts matter."""
    return Senator(
        bioguide, "Ann", "Lee", "Ann Lee", "Independent", "VT", seat, date(2031, 1, 3),
        frozenset(committees), (),
    )  # fmt: skip


def campaign(
    slug: str = "rivers",
    *keywords: str,
    order: int = 1,
    kind: CampaignKind = CampaignKind.CALL,
    positions: Positions = Positions(),  # noqa: B008
    call_order: CallOrder = CallOrder.CLASS,
) -> Campaign:
    """A campaign with one English keyword or more, and its slug as the Spanish one."""
    wording = Wording(
        {"ask_zip": Template("{org}: ZIP?")},
        Template("From {org}."),
        {Position.NONE: Template("Ask {last}.")},
        Template("{org}, {terms}"),
    )
    return Campaign(
        slug=slug,
        revision="0" * 12,
        order=order,
        kind=kind,
        titles={Language.EN: "Rivers", Language.ES: "Ríos"},
        keywords={Language.EN: keywords or (slug,), Language.ES: (f"{slug}es",)},
        wording=dict.fromkeys(Language, wording),
        positions=positions,
        call_order=call_order,
    )


@pytest.mark.parametrize(
    ("bioguide", "committees", "position"),
    [
        ("A000001", ("SSJU",), Position.SPONSOR),
        ("B000002", ("SSJU",), Position.COSPONSOR),
        ("C000003", ("SSJU",), Position.COMMITTEE),
        ("C000003", ("SSAP",), Position.NONE),
    ],
)
def test_the_weightiest_position_counts(
    bioguide: str, committees: tuple[str, ...], position: Position
) -> None:
    stands = Positions(frozenset({"A000001"}), frozenset({"B000002"}), "SSJU")
    assert campaign(positions=stands).position(senator(bioguide, 1, *committees)) is position


def test_without_a_committee_nobody_sits_on_it() -> None:
    assert campaign().position(senator("A000001", 1, "SSJU")) is Position.NONE


def test_senators_are_called_in_the_order_of_their_class() -> None:
    second, first = senator("B000002", 3, "SSJU"), senator("A000001", 1)
    stands = Positions(committee="SSJU")
    assert campaign(positions=stands).in_call_order([second, first]) == (first, second)


def test_the_committee_can_go_first() -> None:
    member, other = senator("B000002", 3, "SSJU"), senator("A000001", 1)
    mine = campaign(positions=Positions(committee="SSJU"), call_order=CallOrder.COMMITTEE_FIRST)
    assert mine.in_call_order([other, member]) == (member, other)


def test_everything_is_said_in_the_language_asked_for() -> None:
    mine = campaign()
    assert mine.title(Language.ES) == "Ríos"
    assert mine.text(Language.EN, "ask_zip", org="Us") == "Us: ZIP?"
    assert mine.intro(Language.EN, org="Us") == "From Us."
    assert mine.script(Language.EN, Position.NONE, last="Lee", org="Us") == "Ask Lee."
    assert mine.opt_in(Language.EN, org="Us", terms="T") == "Us, T"


def test_keywords_are_folded_and_keep_their_language() -> None:
    compact = campaign("rivers", "Río-5!", "RIO5").compact_keywords
    assert compact == {"rio5": Language.EN, "riverses": Language.ES}


def test_a_text_finds_its_campaign_and_language() -> None:
    rivers, lakes = campaign("rivers"), campaign("lakes")
    both = Campaigns((rivers, lakes))
    assert both.match("lakes") == (lakes, Language.EN)
    assert both.match("riverses") == (rivers, Language.ES)
    assert both.match("seas") is None
    assert both.get("lakes") is lakes
    assert both.get("seas") is None


def test_campaigns_stand_in_their_own_order() -> None:
    last, first = campaign("a", order=2), campaign("b", order=1)
    assert [each.slug for each in Campaigns((last, first))] == ["b", "a"]
    assert len(Campaigns((last, first))) == 2


def test_the_default_is_the_first_that_takes_calls() -> None:
    info = campaign("about", order=0, kind=CampaignKind.INFO)
    assert Campaigns((campaign("z", order=5), campaign("y", order=2), info)).default.slug == "y"


def test_examples_are_the_first_keywords_of_the_first_few() -> None:
    many = Campaigns(tuple(campaign(slug, slug.upper(), "Other" + slug) for slug in "abcd"))
    assert many.examples(CampaignKind.CALL, Language.EN) == ("A", "B", "C")
    assert many.examples(CampaignKind.CALL, Language.ES, most=1) == ("aes",)
    assert many.examples(CampaignKind.INFO, Language.EN) == ()


@pytest.mark.parametrize(
    ("pair", "reason"),
    [
        ((campaign("a"), campaign("a", "x")), "a: slug: a is the slug of a too"),
        (
            (campaign("a", "S.54"), campaign("b", "s 54")),
            "b: keywords.en: s54 is a keyword of a too",
        ),
        ((campaign("a", kind=CampaignKind.INFO),), "no campaign takes calls"),
        ((), "no campaign takes calls"),
    ],
)
def test_campaigns_that_cannot_stand_together_are_refused(
    pair: tuple[Campaign, ...], reason: str
) -> None:
    with pytest.raises(CampaignClash, match=reason):
        Campaigns(pair)
