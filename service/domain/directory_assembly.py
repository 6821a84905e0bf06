"""From the records of the congressional data set to our own directory."""

from collections import defaultdict
from datetime import date

from service.domain.congress import CongressFacts, LocalOffice, Member
from service.domain.directory import Directory, Office, OfficeKind, Senator
from service.domain.finding import Finding, warning
from service.domain.office_number import to_e164
from service.domain.places import PlaceKind, ZipTable, parse_zip
from service.domain.states import CAPITAL_ZONE, STATE_ZONES


def assemble(
    facts: CongressFacts, zips: ZipTable, generated: date, vacant: tuple[tuple[str, int], ...] = ()
) -> tuple[Directory, tuple[Finding, ...]]:
    """The directory, and what had to be left out or guessed on the way to it."""
    local: defaultdict[str, list[LocalOffice]] = defaultdict(list)
    for office in facts.offices:
        local[office.bioguide].append(office)
    senators, findings = [], []
    for member in sorted(facts.members, key=lambda m: (m.state, m.senate_class, m.bioguide)):
        offices, notes = _state_offices(member, local[member.bioguide], zips)
        senators.append(_senator(member, (*_dc_office(member), *offices), facts))
        findings += notes
    names = {code: facts.committee_names[code] for code in sorted(facts.committee_names)}
    return Directory(generated, tuple(senators), tuple(sorted(vacant)), names), tuple(findings)


def _senator(member: Member, offices: tuple[Office, ...], facts: CongressFacts) -> Senator:
    return Senator(
        bioguide=member.bioguide,
        first=member.first,
        last=member.last,
        name=member.name,
        party=member.party,
        state=member.state,
        senate_class=member.senate_class,
        term_end=member.term_end,
        committees=frozenset(c for c, seated in facts.seats.items() if member.bioguide in seated),
        offices=offices,
    )


def _dc_office(member: Member) -> tuple[Office, ...]:
    if not member.phone:
        return ()
    phone = to_e164(member.phone)
    return (Office(f"{member.bioguide}-dc", OfficeKind.DC, "Washington", phone, CAPITAL_ZONE),)


def _state_offices(
    member: Member, listed: list[LocalOffice], zips: ZipTable
) -> tuple[list[Office], list[Finding]]:
    offices, findings = [], []
    for office in listed:
        if not office.phone:
            findings.append(warning(f"{office.id}: no phone is given; left out"))
            continue
        time_zone, notes = _zone(member, office, zips)
        findings += notes
        phone = to_e164(office.phone)
        offices.append(Office(office.id, OfficeKind.STATE, office.city, phone, time_zone))
    return offices, findings


def _zone(member: Member, office: LocalOffice, zips: ZipTable) -> tuple[str, tuple[Finding, ...]]:
    """The office's time zone by its ZIP; the state's main one, with a warning, where that fails."""
    place = zips.place(parse_zip(office.zip) or "")
    main = STATE_ZONES.get(member.state, CAPITAL_ZONE)
    if place.kind is PlaceKind.UNKNOWN or place.time_zone is None:
        found = f"ZIP {office.zip!r} is unknown" if office.zip else "no ZIP is given"
        return main, (warning(f"{office.id}: {found}; its time zone is taken to be {main}"),)
    if member.state not in place.states:
        where = " and ".join(place.states)
        return place.time_zone, (
            warning(f"{office.id}: ZIP {office.zip} lies in {where}, not in {member.state}"),
        )
    return place.time_zone, ()
