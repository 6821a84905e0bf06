"""The hours of all offices: a directory and the rules about it, put together."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from service.domain.directory import Directory, Office, OfficeKind, Senator
from service.domain.office_hours import NINE_TO_FIVE, HoursRule, by_weight
from service.domain.states import STATE_ZONES


def with_hours(directory: Directory, rules: Sequence[HoursRule]) -> Directory:
    """The directory with each office's own rules on it."""
    senators = tuple(
        replace(senator, offices=tuple(_with(senator, office, rules) for office in senator.offices))
        for senator in directory.senators
    )
    return replace(directory, senators=senators)


def _with(senator: Senator, office: Office, rules: Sequence[HoursRule]) -> Office:
    names = {office.kind.value, senator.state, senator.bioguide, office.id}
    its_own = (rule for rule in rules if not rule.offices or rule.offices & names)
    return replace(office, hours=by_weight((NINE_TO_FIVE, *its_own)))


def unmet(directory: Directory, rules: Sequence[HoursRule]) -> Iterator[str]:
    """Ids in the rules that no longer stand in the directory: a refresh may have taken them out."""
    known = {*OfficeKind, *STATE_ZONES}
    for senator in directory.senators:
        known |= {senator.bioguide, *(office.id for office in senator.offices)}
    yield from sorted({name for rule in rules for name in rule.offices} - known)
