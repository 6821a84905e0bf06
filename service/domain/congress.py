"""The records of the public congressional data set, as far as Patchline needs them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Member:
    """A person whose latest term is in the Senate."""

    bioguide: str
    first: str
    last: str
    name: str
    party: str
    state: str
    senate_class: int
    term_end: date
    phone: str
    """The Washington line as it is written there, empty where none is given."""


@dataclass(frozen=True, slots=True)
class LocalOffice:
    """An office outside Washington; ``zip`` and ``phone`` as written, empty where not given."""

    id: str
    bioguide: str
    city: str
    zip: str
    phone: str


@dataclass(frozen=True, slots=True)
class CongressFacts:
    """What the four files say about the Senate."""

    members: tuple[Member, ...]
    offices: tuple[LocalOffice, ...]
    committee_names: Mapping[str, str]
    """Code → name, committees of the Senate and joint ones, without subcommittees."""
    seats: Mapping[str, frozenset[str]]
    """Code → Bioguide ids of those who sit on it."""
    newest_term: date
    """When the latest term in the files began, in either chamber: they are no older than that."""
