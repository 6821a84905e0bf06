"""Where a person may be right now, as far as the time of day goes."""

from dataclasses import dataclass
from typing import Protocol

from service.domain.records import Supporter


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


def whereabouts(supporter: Supporter, areas: AreaCodes) -> Whereabouts:
    """By their ZIP if we know it; people take numbers along, so an area code is the second best."""
    known = supporter.time_zone
    zones = (known,) if known else areas.time_zones(supporter.e164)
    return Whereabouts(zones, supporter.conversation.state)
