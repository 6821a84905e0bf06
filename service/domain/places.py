"""Where a ZIP code lies, as far as the Senate is concerned."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from service.domain.states import MILITARY_REGIONS, TERRITORIES


class PlaceKind(StrEnum):
    """What having this ZIP means for having senators."""

    STATE = "state"
    SPLIT = "split"
    """Lies in two or more states: ask which."""
    DC = "dc"
    TERRITORY = "territory"
    MILITARY = "military"
    """APO, FPO or DPO: the senators are those of the state the person votes in."""
    UNKNOWN = "unknown"
    """Five digits that no post office uses."""


@dataclass(frozen=True, slots=True)
class Place:
    """One ZIP's answer."""

    zip: str
    kind: PlaceKind
    states: tuple[str, ...]
    """USPS codes: one for STATE, the candidates in alphabetical order for SPLIT, the code of the
    territory, ``DC`` or the military region (AA, AE, AP) otherwise, empty for UNKNOWN."""
    time_zone: str | None
    """IANA name of the zone most of the ZIP lies in; None where unknown or military."""


def kind_of(states: tuple[str, ...]) -> PlaceKind:
    """What the codes that a ZIP lies in make of it."""
    match states:
        case ():
            return PlaceKind.UNKNOWN
        case ("DC",):
            return PlaceKind.DC
        case (code,) if code in TERRITORIES:
            return PlaceKind.TERRITORY
        case (code,) if code in MILITARY_REGIONS:
            return PlaceKind.MILITARY
        case (_,):
            return PlaceKind.STATE
        case _:
            return PlaceKind.SPLIT


class ZipTable(Protocol):
    """Looks up ZIP codes. In memory, so that it works when every store is down."""

    def place(self, zip_code: str) -> Place:
        """The place of a five-digit ZIP; never raises, UNKNOWN for anything else."""
        ...


_ZIP = re.compile(r"(\d{5})(?:-?\d{4})?")


def parse_zip(text: str) -> str | None:
    """The five digits of a ZIP or ZIP+4 (``05401``, ``05401-1234``, ``054011234``), else None."""
    match = _ZIP.fullmatch(text.strip())
    return match.group(1) if match else None
