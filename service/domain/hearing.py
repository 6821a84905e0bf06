"""Understanding a text: the same words can mean different things at different stages."""

from collections.abc import Iterator

from service.domain.campaign import Campaign, Campaigns
from service.domain.conversation import Conversation, Heard, Kind, Stage
from service.domain.wordmatch import (
    BRINGS_BACK,
    Word,
    fold,
    meaning,
    split_zip,
    zip_and_rest,
    zip_in,
)
from service.domain.words import Language, Phrasebook

_PLAIN = {
    Word.STOP: Heard(Kind.STOP),
    Word.HELP: Heard(Kind.HELP),
    Word.CALL: Heard(Kind.CALL),
    Word.FORGET: Heard(Kind.FORGET),
    Word.ENGLISH: Heard(Kind.LANGUAGE, language=Language.EN),
    Word.SPANISH: Heard(Kind.LANGUAGE, language=Language.ES),
}


def hear(
    body: str, conversation: Conversation, campaigns: Campaigns, phrasebook: Phrasebook
) -> Heard:
    """What a text is. Never raises: whatever nothing else claims is ``OTHER``.

    Reserved words come first, so that no campaign and no question can swallow a stop.
    """
    folded = fold(body)
    word = meaning(folded)
    if word is Word.START:
        return Heard(Kind.START, brings_back=folded in BRINGS_BACK)
    if word is not None:
        return _PLAIN[word]
    zip_code, rest = zip_and_rest(body)
    if meaning(rest) is Word.STOP:
        return _PLAIN[Word.STOP]
    if conversation.stage is Stage.ASKED_STATE and (
        state := _chosen(folded, conversation.choices, phrasebook)
    ):
        return Heard(Kind.STATE, state=state)
    named = _keyword(folded, "", campaigns) or _keyword(rest, zip_code, campaigns)
    return named or _unspaced(folded, campaigns) or _zip(body) or _other(folded)


def _keyword(folded: str, zip_code: str, campaigns: Campaigns) -> Heard | None:
    """A campaign's keyword alone, or with a ZIP before or behind it (``S54 05401``)."""
    match = campaigns.match(folded)
    if match is None:
        return None
    campaign, language = match
    return Heard(Kind.KEYWORD, campaign.slug, language, zip=zip_code or None)


def _unspaced(folded: str, campaigns: Campaigns) -> Heard | None:
    """A keyword that ends in digits with the ZIP right behind it (``S5405401``)."""
    for campaign, keyword, language in _keywords(campaigns):
        zip_code = split_zip(folded, keyword)
        if zip_code:
            return Heard(Kind.KEYWORD, campaign.slug, language, zip=zip_code)
    return None


def _keywords(campaigns: Campaigns) -> Iterator[tuple[Campaign, str, Language]]:
    for campaign in campaigns:
        for keyword, language in campaign.compact_keywords.items():
            yield campaign, keyword, language


def _zip(body: str) -> Heard | None:
    zip_code = zip_in(body)
    return Heard(Kind.ZIP, zip=zip_code) if zip_code else None


def _other(folded: str) -> Heard:
    return Heard(Kind.OTHER, digits_only=folded.isdecimal() or not folded)


def _chosen(folded: str, choices: tuple[str, ...], phrasebook: Phrasebook) -> str | None:
    """The offered state that a text names: by its place in the list, its code or its name."""
    for place, code in enumerate(choices, start=1):
        names = (fold(words.state_name(code)) for words in phrasebook.values())
        if folded in {str(place), fold(code), *names}:
            return code
    return None
