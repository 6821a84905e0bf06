"""The four YAML files of the unitedstates/congress-legislators project, from disk or the web."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

import requests
import yaml

from service.adapters.http_trouble import plainly
from service.adapters.record import Record, RecordFault, records
from service.domain.congress import CongressFacts, LocalOffice, Member
from service.domain.errors import PatchlineError

PUBLIC_ADDRESS: Final = "https://unitedstates.github.io/congress-legislators"
"""Where the project publishes its files."""

PEOPLE: Final = "legislators-current.yaml"
OFFICES: Final = "legislators-district-offices.yaml"
COMMITTEES: Final = "committees-current.yaml"
SEATS: Final = "committee-membership-current.yaml"
FILES: Final = (PEOPLE, OFFICES, COMMITTEES, SEATS)

_TIMEOUT = (5, 30)
"""Seconds to connect, and between two pieces of the answer."""
_LARGEST = 20_000_000
"""Bytes; the largest of the files has a twentieth of it."""

_COMMITTEE_PREFIX = re.compile(
    r"(?:United States )?Senate (?:(?:Select |Special )?Committee|Caucus) on (?:the )?"
)


class SourceFault(PatchlineError):
    """The congressional data could not be had, or is not what it should be."""


def read_congress(directory: Path) -> CongressFacts:
    """The facts from a directory that has the four files; raises SourceFault."""

    def read(name: str) -> bytes:
        try:
            return (directory / name).read_bytes()
        except OSError as error:
            reason = error.strerror or "cannot be read"
            raise SourceFault(
                f"{directory / name}: {reason}; the directory must have {', '.join(FILES)}"
            ) from error

    return _facts(read)


def fetch_congress(address: str = PUBLIC_ADDRESS) -> CongressFacts:
    """The facts from the web; raises SourceFault, also when there is no connection."""
    with requests.Session() as session:
        return _facts(lambda name: _download(session, f"{address}/{name}"))


def _download(session: requests.Session, url: str) -> bytes:
    try:
        with session.get(url, timeout=_TIMEOUT, stream=True) as answer:
            answer.raise_for_status()
            body = b"".join(_bounded(answer.iter_content(65536), url))
    except requests.RequestException as error:
        raise SourceFault(
            f"{url} cannot be fetched ({plainly(error)}); go online, or fetch the files by "
            "other means and name their directory: --from DIR"
        ) from error
    return body


def _bounded(pieces: Iterator[bytes], url: str) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > _LARGEST:
            raise SourceFault(f"{url} is larger than {_LARGEST} bytes: not the file we know")
        yield piece


def _facts(read: Callable[[str], bytes]) -> CongressFacts:
    files = {name: _parse(name, read(name)) for name in FILES}
    try:
        people = records(files[PEOPLE], PEOPLE)
        members = tuple(_members(people))
        ids = frozenset(member.bioguide for member in members)
        names = dict(_committees(records(files[COMMITTEES], COMMITTEES)))
        return CongressFacts(
            members=members,
            offices=tuple(_offices(records(files[OFFICES], OFFICES), ids)),
            committee_names=names,
            seats=_seats(Record.of(files[SEATS], SEATS), names),
            newest_term=max(_latest_term(person).day("start") for person in people),
        )
    except RecordFault as error:
        raise SourceFault(f"{error}; the file may have changed its format") from error


def _parse(name: str, text: bytes) -> object:
    # The C loader reads the largest file in half a second, the other takes ten times as long.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        value: object = yaml.load(text, Loader=loader)  # noqa: S506 - both loaders are safe ones
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise SourceFault(f"{name}{line}: not valid YAML; fetch the file again") from error
    if not value:
        raise SourceFault(f"{name} is empty; fetch the file again")
    return value


def _latest_term(person: Record) -> Record:
    terms = person.records("terms")
    if not terms:
        raise RecordFault(f"{person.where}.terms: expected at least one term")
    return terms[-1]


def _members(people: list[Record]) -> Iterator[Member]:
    for person in people:
        term = _latest_term(person)
        if term.text("type") == "sen":
            yield _member(person, term)


def _member(person: Record, term: Record) -> Member:
    name = person.record("name")
    first, last = name.text("first"), name.text("last")
    return Member(
        bioguide=person.record("id").text("bioguide"),
        first=first,
        last=last,
        name=name.optional_text("official_full") or f"{first} {last}",
        party=term.text("party"),
        state=term.text("state"),
        senate_class=term.integer("class"),
        term_end=term.day("end"),
        phone=term.optional_text("phone"),
    )


def _offices(people: list[Record], senators: frozenset[str]) -> Iterator[LocalOffice]:
    for person in people:
        bioguide = person.record("id").text("bioguide")
        for office in person.records("offices") if bioguide in senators else ():
            yield LocalOffice(
                id=office.text("id"),
                bioguide=bioguide,
                city=office.text("city"),
                zip=office.optional_text("zip"),
                phone=office.optional_text("phone"),
            )


def _committees(committees: list[Record]) -> Iterator[tuple[str, str]]:
    for committee in committees:
        if committee.text("type") != "house":
            name = committee.text("name")
            yield committee.text("thomas_id"), _COMMITTEE_PREFIX.sub("", name)


def _seats(seats: Record, names: Mapping[str, str]) -> dict[str, frozenset[str]]:
    return {
        code: frozenset(seat.text("bioguide") for seat in seats.records(code))
        for code in names
        if code in seats.fields
    }
