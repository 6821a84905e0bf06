"""The fifty states, each with its main time zone, and the other codes an address can carry."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

STATE_ZONES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "AK": "America/Anchorage",
        "AL": "America/Chicago",
        "AR": "America/Chicago",
        "AZ": "America/Phoenix",
        "CA": "America/Los_Angeles",
        "CO": "America/Denver",
        "CT": "America/New_York",
        "DE": "America/New_York",
        "FL": "America/New_York",
        "GA": "America/New_York",
        "HI": "Pacific/Honolulu",
        "IA": "America/Chicago",
        "ID": "America/Boise",
        "IL": "America/Chicago",
        "IN": "America/Indiana/Indianapolis",
        "KS": "America/Chicago",
        "KY": "America/New_York",
        "LA": "America/Chicago",
        "MA": "America/New_York",
        "MD": "America/New_York",
        "ME": "America/New_York",
        "MI": "America/Detroit",
        "MN": "America/Chicago",
        "MO": "America/Chicago",
        "MS": "America/Chicago",
        "MT": "America/Denver",
        "NC": "America/New_York",
        "ND": "America/Chicago",
        "NE": "America/Chicago",
        "NH": "America/New_York",
        "NJ": "America/New_York",
        "NM": "America/Denver",
        "NV": "America/Los_Angeles",
        "NY": "America/New_York",
        "OH": "America/New_York",
        "OK": "America/Chicago",
        "OR": "America/Los_Angeles",
        "PA": "America/New_York",
        "RI": "America/New_York",
        "SC": "America/New_York",
        "SD": "America/Chicago",
        "TN": "America/Chicago",
        "TX": "America/Chicago",
        "UT": "America/Denver",
        "VA": "America/New_York",
        "VT": "America/New_York",
        "WA": "America/Los_Angeles",
        "WI": "America/Chicago",
        "WV": "America/New_York",
        "WY": "America/Denver",
    }
)
"""USPS code → the IANA zone that most of the state's people live in."""

CAPITAL_ZONE: Final = "America/New_York"
"""The zone of the Senate's own offices."""

TERRITORIES: Final = frozenset({"AS", "FM", "GU", "MH", "MP", "PR", "PW", "VI"})
"""The territories and the freely associated states (FM, MH, PW): US mail, no senators."""

NAMED_CODES: Final = frozenset({*STATE_ZONES, "DC", *TERRITORIES})
"""USPS codes of all places whose names we say: the states, the District and the territories."""

MILITARY_REGIONS: Final = frozenset({"AA", "AE", "AP"})
"""What stands in place of a state in an APO, FPO or DPO address."""
