"""A campaign: the keyword people text, the bill it is about and what to say to whom."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum
from functools import cached_property

from service.domain.directory import Senator
from service.domain.errors import PatchlineError
from service.domain.template import Template
from service.domain.wordmatch import fold, split_zip
from service.domain.words import Language


class CampaignKind(StrEnum):
    """Whether a campaign ends in calls or in a single answer."""

    CALL = "call"
    INFO = "info"


class Position(StrEnum):
    """What a senator is to the bill. Earlier members outweigh later ones."""

    SPONSOR = "sponsor"
    COSPONSOR = "cosponsor"
    COMMITTEE = "committee"
    NONE = "none"


class CallOrder(StrEnum):
    """Who of a state's senators is called first."""

    CLASS = "class"
    COMMITTEE_FIRST = "committee-first"


@dataclass(frozen=True)
class Bill:
    """A bill of one Congress; a later Congress gives the same number to another bill."""

    number: str
    congress: int
    title: str
    summary: Mapping[Language, str]


@dataclass(frozen=True)
class Positions:
    """Where senators stand: sponsors and cosponsors by Bioguide id, committee by its code."""

    sponsors: frozenset[str] = frozenset()
    cosponsors: frozenset[str] = frozenset()
    committee: str | None = None

    def of(self, senator: Senator) -> Position:
        """The weightiest position that a senator holds."""
        if senator.bioguide in self.sponsors:
            return Position.SPONSOR
        if senator.bioguide in self.cosponsors:
            return Position.COSPONSOR
        return Position.COMMITTEE if self.committee in senator.committees else Position.NONE


@dataclass(frozen=True)
class Wording:
    """All that a campaign says in one language. Empty for what its kind does not say."""

    texts: Mapping[str, Template]
    intro: Template
    scripts: Mapping[Position, Template]
    opt_in: Template


@dataclass(frozen=True)
class Campaign:
    """One revision of one campaign. Unknown keys of texts raise KeyError."""

    slug: str
    revision: str
    """First 12 hex digits of the SHA-256 of the source."""
    order: int
    kind: CampaignKind
    titles: Mapping[Language, str]
    keywords: Mapping[Language, tuple[str, ...]]
    wording: Mapping[Language, Wording] = field(repr=False)
    bill: Bill | None = None
    positions: Positions = Positions()
    call_order: CallOrder = CallOrder.CLASS
    ring_hours: tuple[time, time] = (time(8), time(21))
    """Local time of the supporter in which a later second try may ring; the end is excluded."""
    source: str = field(default="", repr=False, compare=False)
    """The file's own text, so that this revision can be kept and found again."""

    def title(self, language: Language) -> str:
        """The programme's name as it is texted and spoken."""
        return self.titles[language]

    def position(self, senator: Senator) -> Position:
        """What this senator is to the bill."""
        return self.positions.of(senator)

    def text(self, language: Language, key: str, /, **values: str) -> str:
        """One of the campaign's texts: ask_zip, ask, next_step or info."""
        return self.wording[language].texts[key].render(**values)

    def intro(self, language: Language, **values: str) -> str:
        """A sentence or two, spoken once a call: what this is about."""
        return self.wording[language].intro.render(**values)

    def script(self, language: Language, position: Position, **values: str) -> str:
        """What the caller is told to say to an office whose senator holds this position."""
        return self.wording[language].scripts[position].render(**values)

    def opt_in(self, language: Language, **values: str) -> str:
        """The words under which a person agrees to recurring alerts."""
        return self.wording[language].opt_in.render(**values)

    def in_call_order(self, senators: Sequence[Senator]) -> tuple[Senator, ...]:
        """A state's senators in the order in which they are called."""
        by_class = sorted(senators, key=lambda senator: senator.senate_class)
        if self.call_order is CallOrder.COMMITTEE_FIRST and self.positions.committee:
            by_class.sort(key=lambda senator: self.positions.committee not in senator.committees)
        return tuple(by_class)

    @cached_property
    def compact_keywords(self) -> Mapping[str, Language]:
        """Keywords folded to bare letters and digits, and the language each speaks."""
        return {
            fold(keyword): language
            for language, keywords in self.keywords.items()
            for keyword in keywords
        }


NONE_TAKES_CALLS = "no campaign takes calls; add one whose kind is “call”"


class CampaignClash(PatchlineError):
    """Two campaigns that cannot stand side by side, or none that takes calls."""


@dataclass(frozen=True)
class Campaigns:
    """All campaigns in their order. Raises CampaignClash on a shared slug or keyword."""

    all: tuple[Campaign, ...]
    keywords: Mapping[str, tuple[Campaign, Language]] = field(init=False, repr=False, compare=False)
    """Every folded keyword, with what it means."""

    def __post_init__(self) -> None:
        ordered = tuple(sorted(self.all, key=lambda campaign: (campaign.order, campaign.slug)))
        for slug, key, reason in clashes([(campaign.slug, campaign) for campaign in ordered]):
            raise CampaignClash(f"{slug}: {key}: {reason}")
        if not any(campaign.kind is CampaignKind.CALL for campaign in ordered):
            raise CampaignClash(NONE_TAKES_CALLS)
        keywords = {
            compact: (campaign, language)
            for campaign in ordered
            for compact, language in campaign.compact_keywords.items()
        }
        object.__setattr__(self, "all", ordered)
        object.__setattr__(self, "keywords", keywords)

    def __iter__(self) -> Iterator[Campaign]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def get(self, slug: str) -> Campaign | None:
        """The campaign of this slug, if there is one."""
        return next((campaign for campaign in self.all if campaign.slug == slug), None)

    def match(self, compact: str) -> tuple[Campaign, Language] | None:
        """The campaign that a folded text names, and the language of that keyword."""
        return self.keywords.get(compact)

    def taking_calls(self, slug: str) -> Campaign:
        """The campaign of this slug if it takes calls, else the first that does."""
        campaign = self.get(slug)
        return campaign if campaign and campaign.kind is CampaignKind.CALL else self.default

    def examples(self, kind: CampaignKind, language: Language, most: int = 3) -> tuple[str, ...]:
        """What can be texted: the first keyword of each of the first few campaigns of a kind."""
        some = [campaign for campaign in self.all if campaign.kind is kind][:most]
        return tuple(campaign.keywords[language][0] for campaign in some)

    @property
    def default(self) -> Campaign:
        """What a caller who named nothing is calling about: the first that takes calls."""
        return next(campaign for campaign in self.all if campaign.kind is CampaignKind.CALL)


def clashes(named: Sequence[tuple[str, Campaign]]) -> Iterator[tuple[str, str, str]]:
    """What campaigns take from one another: the later one's name, the key in it, and the reason.

    The names are those by which whoever reads the reasons knows the campaigns.
    """
    slugs: dict[str, str] = {}
    owners: dict[str, str] = {}
    for name, campaign in named:
        if campaign.slug in slugs:
            owner = slugs[campaign.slug]
            yield name, "slug", f"{campaign.slug} is the slug of {owner} too; give one another"
        elif campaign.slug:
            slugs[campaign.slug] = name
        for compact, language in campaign.compact_keywords.items():
            key = f"keywords.{language}"
            yield from ((name, key, reason) for reason in _taken(compact, owners))
            owners.setdefault(compact, name)


def _taken(compact: str, owners: Mapping[str, str]) -> Iterator[str]:
    """Why a folded keyword cannot stand beside those of others, and those before it."""
    if compact in owners:
        yield f"{compact} is a keyword of {owners[compact]} too; change one"
        return
    for other, owner in owners.items():
        # Whoever sends a keyword and their ZIP without a space must not be heard to mean another.
        if split_zip(compact, other):
            yield f"{compact} reads as {other} of {owner} with a ZIP behind it; change one"
        elif split_zip(other, compact):
            yield f"{other} of {owner} reads as {compact} with a ZIP behind it; change one"
