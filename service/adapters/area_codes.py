"""The time zones of North American area codes, by the numbering plan of ``phonenumbers``."""

from collections import defaultdict
from collections.abc import Mapping

from phonenumbers.tzdata import TIMEZONE_DATA

_CODE = slice(1, 4)
"""Where the area code stands in a prefix of the plan, after the ``1`` of North America."""

_OVERLAYS = {"364": "270", "448": "850", "458": "541", "930": "812", "986": "208"}
"""New area codes laid over the whole of an older one that lies in several zones. The plan knows
only the towns that have numbers in them so far. Source: the North American Numbering Plan."""


def area_zones() -> Mapping[str, tuple[str, ...]]:
    """Area code → every zone that a part of it lies in; codes without a place are left out.

    The plan tells the towns of an area code apart, but a mobile number with the digits of one town
    may be anywhere in the area. The table costs half a megabyte, the library's geocoder 106.
    """
    zones: defaultdict[str, set[str]] = defaultdict(set)
    for prefix, names in TIMEZONE_DATA.items():
        if prefix[0] == "1" and len(prefix) >= _CODE.stop:
            zones[prefix[_CODE]].update(names)
    for code, older in _OVERLAYS.items():
        zones[code] |= zones[older]
    return {code: tuple(sorted(names)) for code, names in zones.items()}
