"""Where a person may be right now, as far as the time of day goes."""

from dataclasses import dataclass
from typing import Protocol


class AreaCodes(Protocol):
    """Knows where phone numbers come from. In memory: it works when every store is down."""

    def time_zones(self, e164: str) -> tuple[str, ...]:
        """IANA names of every zone of a number's area code; empty where it has no place."""
        ...


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The zones a person may be in, and their state."""

    zones: tuple[str, ...] = ()
    """IANA names; empty where nothing is known."""
    state: str | None = None
    """USPS code."""
