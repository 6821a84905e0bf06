"""Understanding a text: the same words can mean different things at different stages."""

from collections.abc import Iterator
from dataclasses import replace

from service.domain.campaign import Campaign, Campaigns
from service.domain.cause import names_the_cause
from service.domain.conversation import Conversation, Stage
from service.domain.heard import Heard, Kind
from service.domain.time_words import time_words
from service.domain.vocabulary import BRINGS_BACK, NO, SPANISH, STOPS, YES, Word, meaning
from service.domain.wish import Wish, Wished, wish
from service.domain.wordmatch import bare, fold, split_zip, zip_and_rest, zip_in
from service.domain.words import Language, Phrasebook

_PLAIN = {
    Word.STOP: Heard(Kind.STOP),
    Word.HELP: Heard(Kind.HELP),
    Word.CALL: Heard(Kind.CALL),
    Word.FORGET: Heard(Kind.FORGET),
    Word.JOIN: Heard(Kind.JOIN),
    Word.WHERE: Heard(Kind.WHERE),
    Word.LEAVE: Heard(Kind.LEAVE),
    Word.LATER: Heard(Kind.LATER),
    Word.TOMORROW: Heard(Kind.TIME, tomorrow=True),
    Word.ENGLISH: Heard(Kind.LANGUAGE, language=Language.EN),
    Word.SPANISH: Heard(Kind.LANGUAGE, language=Language.ES),
}

_WISHED = {
    Wish.STOP: Kind.STOP,
    Wish.DOUBT: Kind.DOUBT,
    Wish.WRONG_NUMBER: Kind.WRONG_NUMBER,
}


def hear(
    body: str, conversation: Conversation, campaigns: Campaigns, phrasebook: Phrasebook
) -> Heard:
    """What a text is. Never raises: whatever nothing else claims is ``OTHER``.

    Reserved words come first, so that no campaign and no question can swallow a stop.
    """
    if conversation.stage is Stage.ASKED_ALERTS and (answer := _answer(fold(bare(body)))):
        return answer
    if command := _command(fold(body)):
        return command
    if command := _command(fold(bare(body))):
        # A yes with courtesies may answer somebody else; ``START please`` does not.
        return replace(command, brings_back=command.brings_back and not command.says_yes)
    wished = wish(body)
    if wished and wished.wish is not Wish.DOUBT:
        return _meant(wished)
    body = bare(body)
    folded = fold(body)
    zip_code, rest = zip_and_rest(body)
    if conversation.stage is Stage.ASKED_STATE and (
        state := _chosen(folded, conversation.choices, phrasebook)
    ):
        return Heard(Kind.STATE, state=state)
    if when := time_words(body):
        return Heard(Kind.TIME, language=when.language, at=when.time, tomorrow=when.tomorrow)
    named = _keyword(folded, "", campaigns) or _keyword(rest, zip_code, campaigns)
    if named:
        return named
    if wished:
        return _meant(wished)
    return (
        _unspaced(folded, campaigns) or _leaves(folded, campaigns) or _zip(body) or _other(folded)
    )


def _answer(folded: str) -> Heard | None:
    """A plain yes or no, which is one only where it was asked for."""
    if folded in YES:
        return Heard(Kind.JOIN)
    return Heard(Kind.OTHER, declines=True) if folded in NO else None


def _command(folded: str) -> Heard | None:
    """One of the reserved words; a Spanish one tells its language as a keyword does."""
    word = meaning(folded)
    if word is None:
        return None
    if word is Word.START:
        back = folded in BRINGS_BACK
        heard = Heard(Kind.START, brings_back=back, says_yes=folded in YES)
    else:
        heard = _PLAIN[word]
    return replace(heard, language=Language.ES) if folded in SPANISH else heard


def _meant(wished: Wished) -> Heard:
    """What somebody wants in words of their own; Spanish ones tell their language."""
    spanish = Language.ES if wished.language is Language.ES else None
    return Heard(_WISHED[wished.wish], language=spanish)


def _leaves(folded: str, campaigns: Campaigns) -> Heard | None:
    """A stop word and a keyword (``stop S54``): perhaps of one campaign, perhaps of everything.

    Not where the keyword is what the campaign is up against: ``stop ICE``.
    """
    for word in STOPS:
        rest = folded.removeprefix(word)
        if rest != folded and campaigns.match(rest) and not names_the_cause(rest):
            return Heard(Kind.DOUBT, language=Language.ES if word in SPANISH else None)
    return None


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
    return Heard(Kind.OTHER, mistyped_number=_reads_as_number(folded))


def _reads_as_number(folded: str) -> bool:
    """Digits with a slip at most: ``0540``, ``054011``, ``O5401``."""
    digits = sum(c.isdecimal() for c in folded)
    letters = len(folded) - digits
    return digits > 0 and (letters == 0 or (letters == 1 and digits >= 3))


def _chosen(folded: str, choices: tuple[str, ...], phrasebook: Phrasebook) -> str | None:
    """The offered state that a text names: by its place in the list, its code or its name."""
    for place, code in enumerate(choices, start=1):
        names = (fold(words.state_name(code)) for words in phrasebook.values())
        if folded in {str(place), fold(code), *names}:
            return code
    return None
