"""What a person wants who does not use our words: no more of this, perhaps, or somebody else.

Rules are data: the turns of phrase in ``wish_english`` and ``wish_spanish``. They are tried from
the plainest to the most doubtful, and both languages at each.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import ModuleType

from service.domain import courtesy, wish_english, wish_spanish
from service.domain.cause import names_the_cause
from service.domain.first_names import FIRST_NAMES
from service.domain.phrasing import Whole, names, phrases, within
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

_SENTENCE = re.compile(r"(^\s*\w+(?=,)|[^.!?;\n]+)(?:[.,!;\n]|$)")
"""Every sentence but questions (``Quit? Never!``), and a first word that a comma sets apart:
``Stop, wrong number``."""

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
    stop_alone: Whole
    wrong: re.Pattern[str]
    wrong_alone: Whole
    doubt: re.Pattern[str]
    doubt_alone: Whole


@dataclass(frozen=True, slots=True)
class _Told:
    """What was said, as plain words, and sentence by sentence."""

    words: str
    sentences: tuple[str, ...]

    @property
    def of_the_cause(self) -> bool:
        return names_the_cause(self.words)


def wish(body: str) -> Wished | None:
    """What a text wants, if it is one of these wishes; None for everything else."""
    told = _Told(_words(body), tuple(map(_words, _SENTENCE.findall(body))))
    if not told.words:
        return Wished(Wish.DOUBT, Language.EN) if _SIGNS & set(body) else None
    for wanted, means in _RULES:
        for speech in _speeches():
            if means(told, speech):
                return Wished(wanted, speech.language)
    return None


def _words(body: str) -> str:
    told = " ".join(_NAME if word in _NAMES else word for word in plain_words(body).split())
    for speech in _speeches():
        told = speech.spared.sub(_unless_a_threat, told)
    return told


def _unless_a_threat(match: re.Match[str]) -> str:
    return match.group() if match["threat"] else "~ "


def _stops(told: _Told, speech: _Speech) -> bool:
    return bool(speech.stop.search(told.words))


def _stops_briefly(told: _Told, speech: _Speech) -> bool:
    return _is(speech.stop_alone, told.words)


def _stops_in_anger(told: _Told, speech: _Speech) -> bool:
    """A stop beside what alone would only be a doubt: ``Who is this? STOP``."""
    rest = speech.doubt.sub(" ", speech.wrong.sub(" ", told.words))
    if rest == told.words:
        return False
    return _is(speech.stop_alone, " ".join(rest.split())) or _has_a_stop(told, speech)


def _not_meant(told: _Told, speech: _Speech) -> bool:
    if _is(speech.wrong_alone, told.words):
        return True
    return bool(speech.wrong.search(told.words)) and not told.of_the_cause


def _doubts_briefly(told: _Told, speech: _Speech) -> bool:
    return _is(speech.doubt_alone, told.words)


def _doubts(told: _Told, speech: _Speech) -> bool:
    perhaps = bool(speech.doubt.search(told.words)) or _has_a_stop(told, speech)
    return perhaps and not told.of_the_cause


def _has_a_stop(told: _Told, speech: _Speech) -> bool:
    """Whether one of several sentences is a stop: ``STOP. You people never rest.``"""
    return any(_is(speech.stop_alone, sentence) for sentence in told.sentences)


def _is(phrase: Whole, words: str) -> bool:
    return len(words) <= _LETTER and phrase.covers(words)


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
    around = "|".join(phrases(each, {}) for each in (courtesy.ENGLISH, courtesy.SPANISH))

    def alone(table: str) -> Whole:
        return Whole(phrases(table, known), around)

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
