"""What no single value shows: keywords that mean something else, texts that grow too long."""

from collections.abc import Iterator, Sequence

from service.domain.campaign import Campaign, clashes
from service.domain.fault import Fault
from service.domain.longest import SEGMENT_LIMITS, longest_texts
from service.domain.segments import costly, count
from service.domain.states import NAMED_CODES
from service.domain.time_words import time_words
from service.domain.vocabulary import RESERVED
from service.domain.wish import Wish, wish
from service.domain.wordmatch import fold
from service.domain.words import Language, Phrasebook

KEYWORD_LENGTH = 15


def check_campaign(campaign: Campaign, phrasebook: Phrasebook, file: str) -> list[Fault]:
    """Every fault that its form does not show, of a campaign with faults of its form too."""
    return [
        *(Fault(file, key, reason) for key, reason in _keywords(campaign)),
        *(Fault(file, key, reason) for key, reason in _names(campaign)),
        *(Fault(file, key, reason) for key, reason in _lengths(campaign, phrasebook)),
    ]


def check_together(named: Sequence[tuple[str, Campaign]]) -> list[Fault]:
    """What campaigns take from one another, told of the later file."""
    return [Fault(file, key, reason) for file, key, reason in clashes(named)]


def _keywords(campaign: Campaign) -> Iterator[tuple[str, str]]:
    claimed: dict[str, Language] = {}
    for language, keywords in campaign.keywords.items():
        for keyword in keywords:
            folded = fold(keyword)
            reason = _mistakable(keyword, folded) or _ends_everything(keyword) or _too_long(folded)
            if claimed.setdefault(folded, language) is not language:
                reason = "is a keyword of the other language too; which one it speaks is unclear"
            if reason:
                yield f"keywords.{language}", f"“{keyword}” {reason}"


def _mistakable(keyword: str, folded: str) -> str | None:
    """Why a text of this word, ``folded``: its letters, would not be taken for a keyword."""
    if not folded:
        return "has no letter or digit"
    if folded.isdecimal() and len(folded) in {5, 9}:
        return "would be taken for a ZIP code"
    if folded.isdecimal() and len(folded) == 1:
        return "would be taken for the number of a choice"
    if time_words(keyword):
        return "would be taken for a time to be rung at"
    if folded in RESERVED:
        return "is a word that means the same in every campaign; choose another"
    if folded.upper() in NAMED_CODES:
        return "is how people answer which state they live in; choose another"
    return None


def _ends_everything(keyword: str) -> str | None:
    """Why its sender would be taken for somebody who wants no more of us."""
    wished = wish(keyword)
    plain = wished is not None and wished.wish is not Wish.DOUBT
    return "is how people say that they want no more texts; choose another" if plain else None


def _too_long(folded: str) -> str | None:
    too_long = len(folded) > KEYWORD_LENGTH
    return f"is long to type; use {KEYWORD_LENGTH} letters or fewer" if too_long else None


def _names(campaign: Campaign) -> Iterator[tuple[str, str]]:
    """English names that would make every text that mentions them dear."""
    first = campaign.keywords[Language.EN][:1]
    named = [("title", campaign.titles[Language.EN]), *(("keywords", keyword) for keyword in first)]
    for key, name in named:
        if characters := costly(name):
            yield f"{key}.{Language.EN}", _plainly(characters)


def _lengths(campaign: Campaign, phrasebook: Phrasebook) -> Iterator[tuple[str, str]]:
    told = set()
    for language, words in phrasebook.items():
        for longest in longest_texts(campaign, words):
            reason = _too_dear(longest.text, language)
            if reason and longest.key not in told:
                told.add(longest.key)
                yield longest.key, reason


def _too_dear(text: str, language: Language) -> str | None:
    if language is Language.EN and (characters := costly(text)):
        return _plainly(characters)
    size, limit = count(text), SEGMENT_LIMITS[language]
    if size.segments > limit:
        return (
            f"{size.segments} segments ({size.units} units of {size.encoding}) at its longest, "
            f"with everything that joins it; at most {limit}"
        )
    return None


def _plainly(characters: Sequence[str]) -> str:
    shown = " ".join(characters)
    return f"{shown} more than halves what fits in a segment; use plain GSM-7 characters"
