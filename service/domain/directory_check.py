"""Whether a Senate directory can be relied upon: pure checks, each with its findings in words."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from service.domain.directory import Directory, OfficeKind, Senator
from service.domain.finding import Finding, fault, warning
from service.domain.office_number import is_office_number
from service.domain.states import STATE_ZONES

STALE_AFTER: Final = timedelta(days=90)
"""Offices move and numbers change a few times a month over the whole Senate."""
SOON: Final = timedelta(days=60)
"""How long before the end of a term it is worth a word."""


def check(directory: Directory, today: date) -> tuple[Finding, ...]:
    """Everything there is to say about a directory on a day: faults first."""
    findings = [*check_structure(directory), *check_age(directory, today)]
    return tuple(sorted(findings, key=lambda finding: not finding.is_fault))


def check_structure(directory: Directory) -> tuple[Finding, ...]:
    """The findings that hold on any day."""
    rules = (_seats, _vacancies, _identities, _offices, _shared_numbers, _committees)
    return tuple(finding for rule in rules for finding in rule(directory))


def check_age(directory: Directory, today: date) -> tuple[Finding, ...]:
    """The findings that come with time, and that a refresh cures."""
    return (*_terms(directory, today), *_age(directory, today))


def _title(senator: Senator) -> str:
    return f"{senator.name} ({senator.state})"


def _seats(directory: Directory) -> Iterator[Finding]:
    held = Counter((senator.state, senator.senate_class) for senator in directory.senators)
    seats = {*held, *directory.vacant}
    for state in STATE_ZONES:
        known = sorted(senate_class for where, senate_class in seats if where == state)
        if len(known) != 2:
            classes = ", ".join(map(str, known)) or "none"
            yield fault(
                f"{state}: {len(known)} of 2 seats are held or known to be vacant (classes: "
                f"{classes}); if one is empty, say so: --vacant {state}:CLASS"
            )
    for (state, senate_class), holders in sorted(held.items()):
        if state not in STATE_ZONES:
            yield fault(f"{state} is not one of the 50 states")
        if senate_class not in (1, 2, 3):
            yield fault(f"{state} has a seat of class {senate_class}; classes are 1, 2 and 3")
        if holders > 1:
            yield fault(f"{state} has {holders} senators in the seat of class {senate_class}")


def _vacancies(directory: Directory) -> Iterator[Finding]:
    held = {(senator.state, senator.senate_class): senator for senator in directory.senators}
    for seat in directory.vacant:
        where = f"{seat[0]}:{seat[1]}"
        if seat in held:
            yield fault(f"{where} is said to be vacant, but {held[seat].name} holds it")
        elif seat[0] not in STATE_ZONES or seat[1] not in (1, 2, 3):
            yield fault(f"{where} is no seat of the Senate")
        else:
            yield warning(f"{where} is vacant: callers from there have one senator to call")


def _repeated(ids: Iterable[str]) -> list[str]:
    return sorted(name for name, times in Counter(ids).items() if times > 1)


def _identities(directory: Directory) -> Iterator[Finding]:
    for bioguide in _repeated(senator.bioguide for senator in directory.senators):
        yield fault(f"the id {bioguide} stands for more than one senator")
    offices = (office.id for senator in directory.senators for office in senator.offices)
    for office_id in _repeated(offices):
        yield fault(f"the id {office_id} stands for more than one office")


def _offices(directory: Directory) -> Iterator[Finding]:
    for senator in directory.senators:
        dc_offices = [o for o in senator.offices if o.kind is OfficeKind.DC]
        if len(dc_offices) != 1:
            yield fault(f"{_title(senator)} has {len(dc_offices)} offices in DC, not 1")
        elif not dc_offices[0].phone.startswith("+1202"):
            yield warning(f"{_title(senator)}: the DC office has a number outside area code 202")
        if len(senator.offices) == len(dc_offices):
            yield warning(f"{_title(senator)} has no state office with a phone")
        for office in senator.offices:
            if not is_office_number(office.phone):
                yield fault(f"{office.id}: {office.phone!r} is not a number in the US")


def _shared_numbers(directory: Directory) -> Iterator[Finding]:
    users = defaultdict(list)
    for senator in directory.senators:
        for office in senator.offices:
            users[office.phone].append((senator, office.id))
    for phone, shared in users.items():
        ids = ", ".join(office_id for _, office_id in shared)
        if len({senator.state for senator, _ in shared}) > 1:
            yield fault(f"{phone} is listed in more than one state: {ids}")
        elif len(shared) > 1:
            yield warning(f"{phone} serves {len(shared)} offices: {ids}")


def _committees(directory: Directory) -> Iterator[Finding]:
    if not any(senator.committees for senator in directory.senators):
        yield warning("no senator sits on a committee: the file of memberships is out of step")


def _terms(directory: Directory, today: date) -> Iterator[Finding]:
    ending: Counter[date] = Counter()
    for senator in directory.senators:
        if senator.term_end <= today:
            yield warning(
                f"{_title(senator)}: the term ended on {senator.term_end}; kept as the last known "
                "holder of the seat until a refresh names the next"
            )
        elif senator.term_end <= today + SOON:
            ending[senator.term_end] += 1
    for end, terms in sorted(ending.items()):
        count = "1 term ends" if terms == 1 else f"{terms} terms end"
        yield warning(f"{count} on {end}: refresh once the successors are known")


def _age(directory: Directory, today: date) -> Iterator[Finding]:
    age = today - directory.generated
    if age < timedelta(days=-1):
        yield fault(f"the data is dated {directory.generated}, which is still to come")
    elif age > STALE_AFTER:
        yield warning(f"the data is {age.days} days old ({directory.generated}): refresh it")
