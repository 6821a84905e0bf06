"""What a text turned out to be."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from service.domain.words import Language


class Kind(StrEnum):
    """What a text turned out to be."""

    KEYWORD = "keyword"
    ZIP = "zip"
    STATE = "state"
    CALL = "call"
    STOP = "stop"
    START = "start"
    HELP = "help"
    LANGUAGE = "language"
    FORGET = "forget"
    JOIN = "join"
    """They want alerts: the word itself, or a yes to the question."""
    DOUBT = "doubt"
    """Perhaps a stop, perhaps not: a person has to read it."""
    WRONG_NUMBER = "wrong_number"
    """They are not the one whom we mean."""
    WHERE = "where"
    """How long is it until you ring me?"""
    LEAVE = "leave"
    """They give up their place in line, or the time that they chose."""
    LATER = "later"
    """Not now, but they do not say when."""
    TIME = "time"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Heard:
    """One text, understood. Only the fields that its kind needs are filled."""

    kind: Kind
    campaign: str = ""
    language: Language | None = None
    """The language that was asked for, or that only its speakers would write so."""
    zip: str | None = None
    state: str | None = None
    brings_back: bool = False
    """For START: whether it is one of the words that undo a stop."""
    says_yes: bool = False
    """For START: whether it is a plain yes, which means whatever was asked."""
    mistyped_number: bool = False
    """For OTHER: it can only be meant as a ZIP or a choice, where one of these was asked."""
    declines: bool = False
    """For OTHER: it is a plain no."""
    at: time | None = None
    """For TIME: the time of day; None for as early as it can be."""
    tomorrow: bool = False
    """For TIME: not today, even if that time is ahead."""
