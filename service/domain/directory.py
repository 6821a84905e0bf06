"""The Senate directory: who sits for each state and which phones their offices have."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from service.domain.office_hours import NINE_TO_FIVE, HoursRule


class OfficeKind(StrEnum):
    """DC offices keep Eastern time and a larger staff; state offices keep local time."""

    DC = "dc"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Office:
    """One listed line of one senator."""

    id: str
    kind: OfficeKind
    city: str
    phone: str
    """E.164. Two senators may share one number, so calls are counted by number."""
    time_zone: str
    """IANA name."""
    hours: tuple[HoursRule, ...] = field(default=(NINE_TO_FIVE,), compare=False, repr=False)
    """The first that covers a day counts. Not of the congressional data: see ``senate_hours``."""


@dataclass(frozen=True, slots=True)
class Senator:
    """A sitting senator, or the last known holder of a seat whose term has just ended."""

    bioguide: str
    first: str
    last: str
    name: str
    """As it is spoken and printed, without title: ``Bernard Sanders``."""
    party: str
    state: str
    senate_class: int
    term_end: date
    committees: frozenset[str]
    """Committee codes of the congressional data set: ``SSJU`` is Judiciary."""
    offices: tuple[Office, ...]
    """The DC office first, then state offices in the order of the source."""

    @property
    def dc_office(self) -> Office | None:
        """The Washington office; None only in a directory that lists none."""
        return next((office for office in self.offices if office.kind is OfficeKind.DC), None)

    def without(self, numbers: frozenset[str]) -> "Senator":
        """The same senator without the offices at these numbers."""
        if numbers.isdisjoint(office.phone for office in self.offices):
            return self
        kept = tuple(office for office in self.offices if office.phone not in numbers)
        return replace(self, offices=kept)


@dataclass(frozen=True, slots=True)
class Directory:
    """All senators by state. ``generated`` is the date of the source data, not of the build."""

    generated: date
    senators: tuple[Senator, ...]
    vacant: tuple[tuple[str, int], ...] = ()
    """Seats known to be empty, as (state, class)."""
    committees: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Committee code → name: ``SSJU`` → ``Judiciary``."""

    def of_state(self, state: str) -> tuple[Senator, ...]:
        """Both senators of a state, in order of class; fewer when a seat is vacant."""
        return tuple(
            sorted(
                (senator for senator in self.senators if senator.state == state),
                key=lambda senator: senator.senate_class,
            )
        )

    def senator(self, bioguide: str) -> Senator | None:
        """The senator with this Bioguide id, if there is one."""
        return next((s for s in self.senators if s.bioguide == bioguide), None)

    def without(self, numbers: frozenset[str]) -> "Directory":
        """The same directory without the offices at these numbers, whoever's they are."""
        if not numbers:
            return self
        return replace(self, senators=tuple(s.without(numbers) for s in self.senators))

    @property
    def numbers(self) -> frozenset[str]:
        """Every number that Patchline may dial as a target."""
        return frozenset(office.phone for s in self.senators for office in s.offices)
