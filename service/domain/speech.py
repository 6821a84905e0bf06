"""How each language says the wishes that ``service.domain.wish`` listens for, compiled."""

import re
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from service.domain import (
    bare_stop,
    courtesy,
    doubt_english,
    wish_english,
    wish_spanish,
    wrong_number,
)
from service.domain.phrasing import Whole, names, phrases, within
from service.domain.words import Language

NAME = "@"
"""Stands for somebody's first name."""


@dataclass(frozen=True, slots=True)
class Speech:
    """One language's turns of phrase; each table says what it holds."""

    language: Language
    spared: re.Pattern[str]
    stop: re.Pattern[str]
    stop_alone: Whole
    bare: Whole
    at_an_edge: re.Pattern[str]
    governed: re.Pattern[str]
    wrong: re.Pattern[str]
    wrong_alone: Whole
    doubt: re.Pattern[str]
    doubt_alone: Whole


def _speech(
    language: Language,
    data: ModuleType,
    doubts: ModuleType,
    stop: bare_stop.BareStop,
    wrong: tuple[str, str],
) -> Speech:
    """Compile one language's tables."""
    known = {"name": NAME, **names(data.NAMES)}
    around = "|".join(phrases(each, {}) for each in (courtesy.ENGLISH, courtesy.SPANISH))
    beside = "|".join([around, *(phrases(each, {}) for each in courtesy.BESIDE)])

    def alone(table: str, around: str = around) -> Whole:
        return Whole(phrases(table, known), around)

    def anywhere(table: str) -> re.Pattern[str]:
        return within(phrases(table, known))

    return Speech(
        language,
        re.compile(
            rf"(?P<threat>\b(?:{data.NOT_SPARED}) )?(?<!\S)(?:{phrases(data.SPARED, known)})"
            r"(?:(?<=\s)|$)"
        ),
        anywhere(data.STOP_WITHIN),
        alone(data.STOP_WHOLE),
        alone(stop.clause, beside),
        anywhere(stop.edge),
        anywhere(stop.governed),
        anywhere(wrong[0]),
        alone(wrong[1]),
        anywhere(doubts.DOUBT_WITHIN),
        alone(doubts.DOUBT_WHOLE),
    )


@cache
def speeches() -> tuple[Speech, ...]:
    """Both languages; compiled when the first text asks for it, which takes a moment."""
    return (
        _speech(Language.EN, wish_english, doubt_english, bare_stop.ENGLISH, wrong_number.ENGLISH),
        _speech(Language.ES, wish_spanish, wish_spanish, bare_stop.SPANISH, wrong_number.SPANISH),
    )
