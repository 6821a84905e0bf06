"""Where a person whom we know may be."""

from service.domain.records import Supporter
from service.domain.whereabouts import AreaCodes, Whereabouts


def whereabouts(supporter: Supporter, areas: AreaCodes) -> Whereabouts:
    """By their ZIP if we know it; people take numbers along, so an area code is the second best."""
    known = supporter.time_zone
    zones = (known,) if known else areas.time_zones(supporter.e164)
    return Whereabouts(zones, supporter.conversation.state)
