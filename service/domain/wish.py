"""What a person wants who does not use our words: no more of this, perhaps, or somebody else.

Rules are data: the turns of phrase in ``wish_english`` and ``wish_spanish``. They are tried from
the plainest to the most doubtful, and both languages at each.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from service.domain.cause import names_the_cause
from service.domain.clauses import clauses
from service.domain.first_names import FIRST_NAMES
from service.domain.phrasing import Whole
from service.domain.plain_words import plain_words, squeeze
from service.domain.speech import NAME, Speech, speeches
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

_NAMES = frozenset(squeeze(form) for name in FIRST_NAMES.split() for form in (name, f"{name}s"))


@dataclass(frozen=True, slots=True)
class _Told:
    """What was said, as plain words: altogether, and in pieces but for the questions."""

    words: str
    sentences: tuple[str, ...]
    clauses: tuple[str, ...]

    @property
    def of_the_cause(self) -> bool:
        return names_the_cause(self.words)


def wish(body: str) -> Wished | None:
    """What a text wants, if it is one of these wishes; None for everything else."""
    told = _told(body)
    if not told.words:
        return Wished(Wish.DOUBT, Language.EN) if _SIGNS & set(body) else None
    for wanted, means in _RULES:
        for speech in speeches():
            if means(told, speech):
                return Wished(wanted, speech.language)
    return None


def _told(body: str) -> _Told:
    sentences, told, sentence = list[str](), list[str](), list[str]()
    said = [(_words(clause.words), clause) for clause in clauses(body)]
    for words, clause in said:
        if words:
            sentence.append(words)
        if clause.ends:
            sentences += [] if clause.asked else [" ".join(sentence)]
            sentence = []
        told += [] if clause.asked else [words]
    return _Told(
        " ".join(filter(None, (words for words, _ in said))), tuple(sentences), tuple(told)
    )


def _words(body: str) -> str:
    told = " ".join(NAME if word in _NAMES else word for word in plain_words(body).split())
    for speech in speeches():
        told = speech.spared.sub(_unless_a_threat, told)
    return told


def _unless_a_threat(match: re.Match[str]) -> str:
    return match.group() if match["threat"] else "~ "


def _stops(told: _Told, speech: Speech) -> bool:
    return bool(speech.stop.search(told.words))


def _stops_briefly(told: _Told, speech: Speech) -> bool:
    return _is(speech.stop_alone, told.words)


def _stops_in_a_clause(told: _Told, speech: Speech) -> bool:
    """A bare stop that is a sentence, whatever stands beside it, or a clause: ``no, stop``.

    A clause may be said to whoever is named beside it: ``Senator, please stop``.
    """
    alone = _any(speech.bare, told.sentences)
    return alone or (not told.of_the_cause and _any(speech.bare, told.clauses))


def _stops_in_anger(told: _Told, speech: Speech) -> bool:
    """A stop beside what alone would only be a doubt: ``Who is this? STOP``."""
    rest = " ".join(speech.doubt.sub(" ", speech.wrong.sub(" ", told.words)).split())
    if rest == told.words:
        return False
    alone = _is(speech.stop_alone, rest) or _is(speech.bare, rest)
    return alone or _any(speech.stop_alone, told.sentences)


def _not_meant(told: _Told, speech: Speech) -> bool:
    return _is(speech.wrong_alone, told.words) or _says(speech.wrong, told)


def _doubts_briefly(told: _Told, speech: Speech) -> bool:
    return _is(speech.doubt_alone, told.words)


def _doubts(told: _Told, speech: Speech) -> bool:
    if _any(speech.bare, told.clauses) or any(_at_an_edge(each, speech) for each in told.clauses):
        return True
    stops = not told.of_the_cause and _any(speech.stop_alone, told.sentences)
    return stops or _says(speech.doubt, told)


def _at_an_edge(words: str, speech: Speech) -> bool:
    """Whether a clause begins or ends with a stop that belongs to nothing else in it."""
    if not speech.at_an_edge.search(words):
        return False
    return bool(speech.at_an_edge.search(speech.governed.sub("~ ", words)))


def _says(phrase: re.Pattern[str], told: _Told) -> bool:
    """Whether they say it, and not of the cause: in a sentence that does not name it."""
    if not told.of_the_cause:
        return bool(phrase.search(told.words))
    return any(phrase.search(each) and not names_the_cause(each) for each in told.sentences)


def _any(phrase: Whole, parts: tuple[str, ...]) -> bool:
    return any(_is(phrase, part) for part in parts)


def _is(phrase: Whole, words: str) -> bool:
    return len(words) <= _LETTER and phrase.covers(words)


_RULES = (
    (Wish.STOP, _stops),
    (Wish.STOP, _stops_in_a_clause),
    (Wish.DOUBT, _doubts_briefly),
    (Wish.STOP, _stops_briefly),
    (Wish.STOP, _stops_in_anger),
    (Wish.WRONG_NUMBER, _not_meant),
    (Wish.DOUBT, _doubts),
)
