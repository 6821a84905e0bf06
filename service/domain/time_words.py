"""A time of day in somebody's own words: ``3PM``, ``15:00``, ``at 3``, ``a las 3 de la tarde``."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import time

from service.domain.words import Language

_TIME = re.compile(
    r"""
    (?:(?P<before>tomorrow|manana)\ (?:at\ |(?=a\ las?\ ))?)?
    (?P<at>at\ |a\ las?\ |@\ ?)?
    (?:(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?
       \ ?(?P<half>am|pm|a\ m|p\ m|de\ la\ manana|de\ la\ tarde|de\ la\ noche)?
      |(?P<noon>noon|mediodia))
    (?:\ (?P<after>tomorrow|manana))?
    """,
    re.VERBOSE,
)
_MORNING = frozenset({"am", "a m", "de la manana"})
_OF_LETTERS = re.compile(r"(?<=[a-z])\.")
_AFTERNOON_UNTIL = 7
"""``at 3`` is in the afternoon, ``at 8`` in the morning: offices keep hours then."""


@dataclass(frozen=True, slots=True)
class TimeWords:
    """A time of day as it was asked for."""

    time: time
    tomorrow: bool
    language: Language | None
    """Spanish, where only its speakers would write so."""


def time_words(body: str) -> TimeWords | None:
    """The time that a text is, and nothing else; None for any other text."""
    told = _plain(body)
    match = _TIME.fullmatch(told)
    if match is None or not _is_marked(match):
        return None
    when = time(12) if match["noon"] else _time(match)
    if when is None:
        return None
    tomorrow = bool(match["before"] or match["after"])
    return TimeWords(when, tomorrow, Language.ES if _is_spanish(told) else None)


def _plain(body: str) -> str:
    """Lower case, without accents and invisible characters, one space apart, ``p.m.`` as ``pm``."""
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", body).casefold())
    shown = "".join(c for c in letters if unicodedata.category(c) not in {"Cf", "Mn"})
    return " ".join(_OF_LETTERS.sub("", shown).strip(" .!?¡¿").split())


def _is_marked(match: re.Match[str]) -> bool:
    """Whether something but a bare number shows that it is a time."""
    return any(match[name] for name in ("before", "at", "minute", "half", "noon", "after"))


def _time(match: re.Match[str]) -> time | None:
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), match["half"]
    if half and 1 <= hour <= 12:
        midnight = hour == 12 and half == "de la noche"
        hour = hour % 12 + (0 if midnight or half in _MORNING else 12)
    elif 1 <= hour <= _AFTERNOON_UNTIL and len(match["hour"]) == 1 and not half:
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _is_spanish(told: str) -> bool:
    return told.startswith(("a la", "manana")) or told.endswith(
        ("manana", "de la tarde", "de la noche", "mediodia")
    )
