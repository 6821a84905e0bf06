"""What people ask of us by text as to rings: now, later, not at all."""

from dataclasses import dataclass
from datetime import datetime

from service.domain.words import Language


@dataclass(frozen=True, slots=True)
class RingBack:
    """Ring this person and patch them through."""

    campaign: str
    revision: str
    language: Language
    state: str
    targets: tuple[str, ...] = ()
    """Bioguide ids of whom it is for; empty for all senators of the state."""


@dataclass(frozen=True, slots=True)
class RingLater:
    """Ring this person at a time, in place of whatever they waited for."""

    ring: RingBack
    due: datetime


@dataclass(frozen=True, slots=True)
class LeaveLine:
    """They do not want to be rung after all."""
