"""What a person wants who does not use our words: no more of this, perhaps, or somebody else.

Rules are data: the turns of phrase in ``wish_english`` and ``wish_spanish``. They are tried from
the plainest to the most doubtful, and both languages at each.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import ModuleType

from service.domain import wish_english, wish_spanish
from service.domain.cause import names_the_cause
from service.domain.first_names import FIRST_NAMES
from service.domain.phrasing import names, phrases, whole, within
from service.domain.plain_words import plain_words, squeeze
from service.domain.words import Language


class Wish(StrEnum):
    """What somebody wants of us by a text in their own words."""

    STOP = "stop"
    """No more texts or calls, beyond doubt."""
    DOUBT = "doubt"
    """Perhaps that: a person has to read it."""
    WRONG_NUMBER = "wrong_number"
    """They are not the one whom we mean."""


@dataclass(frozen=True, slots=True)
class Wished:
    """A wish, and the language of the words that told it."""

    wish: Wish
    language: Language


_SIGNS = frozenset("🛑✋🚫⛔🙅❌🤚👎🖕🤬")
"""Alone, without a word, they may well mean stop."""

_LETTER = 300
"""Characters of plain words. A longer text is not taken for a few words with courtesies."""


_NAME = "@"
"""Stands for somebody's first name."""

_NAMES = frozenset(squeeze(form) for name in FIRST_NAMES.split() for form in (name, f"{name}s"))


@dataclass(frozen=True, slots=True)
class _Speech:
    """One language's turns of phrase, ready to be matched."""

    language: Language
    spared: re.Pattern[str]
    stop: re.Pattern[str]
    stop_alone: re.Pattern[str]
    wrong: re.Pattern[str]
    wrong_alone: re.Pattern[str]
    doubt: re.Pattern[str]
    doubt_alone: re.Pattern[str]


def wish(body: str) -> Wished | None:
    """What a text wants, if it is one of these wishes; None for everything else."""
    told = " ".join(_NAME if word in _NAMES else word for word in plain_words(body).split())
    if not told:
        return Wished(Wish.DOUBT, Language.EN) if _SIGNS & set(body) else None
    for speech in _speeches():
        told = speech.spared.sub(_unless_a_threat, told)
    for wanted, means in _RULES:
        for speech in _speeches():
            if means(told, speech):
                return Wished(wanted, speech.language)
    return None


def _unless_a_threat(match: re.Match[str]) -> str:
    return match.group() if match["threat"] else "~ "


def _stops(told: str, speech: _Speech) -> bool:
    return bool(speech.stop.search(told))


def _stops_briefly(told: str, speech: _Speech) -> bool:
    return _is(speech.stop_alone, told)


def _stops_in_anger(told: str, speech: _Speech) -> bool:
    """A stop beside what alone would only be a doubt: ``Who is this? STOP``."""
    rest = speech.doubt.sub(" ", speech.wrong.sub(" ", told))
    return rest != told and _is(speech.stop_alone, " ".join(rest.split()))


def _not_meant(told: str, speech: _Speech) -> bool:
    if _is(speech.wrong_alone, told):
        return True
    return bool(speech.wrong.search(told)) and not names_the_cause(told)


def _doubts_briefly(told: str, speech: _Speech) -> bool:
    return _is(speech.doubt_alone, told)


def _doubts(told: str, speech: _Speech) -> bool:
    return bool(speech.doubt.search(told)) and not names_the_cause(told)


def _is(pattern: re.Pattern[str], told: str) -> bool:
    return len(told) <= _LETTER and bool(pattern.fullmatch(told))


_RULES = (
    (Wish.STOP, _stops),
    (Wish.DOUBT, _doubts_briefly),
    (Wish.STOP, _stops_briefly),
    (Wish.STOP, _stops_in_anger),
    (Wish.WRONG_NUMBER, _not_meant),
    (Wish.DOUBT, _doubts),
)


def _speech(language: Language, data: ModuleType) -> _Speech:
    """Compile one language's table."""
    known = {"name": _NAME, **names(data.NAMES)}
    around = "|".join(phrases(each.AROUND, {}) for each in (wish_english, wish_spanish))

    def alone(table: str) -> re.Pattern[str]:
        return whole(phrases(table, known), around)

    return _Speech(
        language,
        re.compile(
            rf"(?P<threat>\b(?:{data.NOT_SPARED}) )?(?<!\S)(?:{phrases(data.SPARED, known)})"
            r"(?:(?<=\s)|$)"
        ),
        within(phrases(data.STOP_WITHIN, known)),
        alone(data.STOP_WHOLE),
        within(phrases(data.WRONG_WITHIN, known)),
        alone(data.WRONG_WHOLE),
        within(phrases(data.DOUBT_WITHIN, known)),
        alone(data.DOUBT_WHOLE),
    )


@cache
def _speeches() -> tuple[_Speech, ...]:
    """Both languages; compiled when the first text asks for it, which takes a moment."""
    return _speech(Language.EN, wish_english), _speech(Language.ES, wish_spanish)
