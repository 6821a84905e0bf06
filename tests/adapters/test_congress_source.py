"""The four YAML files of the congressional data set."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from service.adapters.congress_source import (
    COMMITTEES,
    OFFICES,
    PEOPLE,
    SEATS,
    SourceFault,
    fetch_congress,
    read_congress,
)
from service.domain.congress import LocalOffice, Member

FILES = {
    PEOPLE: """
- id: {bioguide: R000001}
  name: {first: Rosa, last: Ramos}
  terms:
  - {type: sen, start: '2001-01-03', end: '2007-01-03', state: VT, class: 1, party: Democrat}
  - {type: rep, start: '2026-06-10', end: '2027-01-03', state: VT, district: 0, party: Democrat}
- id: {bioguide: S000001}
  name: {first: Ana, last: Cruz, official_full: Ana M. Cruz}
  terms:
  - {type: rep, start: '2019-01-03', end: '2025-01-03', state: TX, district: 4, party: Democrat}
  - {type: sen, start: '2025-01-03', end: '2031-01-03', state: TX, class: 1, party: Independent,
     phone: 202-224-5555}
- id: {bioguide: S000002}
  name: {first: Lee, last: Luján}
  terms:
  - {type: sen, start: 2021-01-03, end: 2026-11-03, state: NM, class: 2, party: Republican}
""",
    OFFICES: """
- id: {bioguide: R000001}
  offices:
  - {id: R000001-barre, city: Barre, state: VT, zip: '05641', phone: 802-555-0100}
- id: {bioguide: S000001}
  offices:
  - {id: S000001-austin, city: Austin, state: TX, zip: '78701-1234', phone: 512-555-0100}
  - {id: S000001-waco, city: Waco, state: TX}
""",
    COMMITTEES: """
- {type: house, thomas_id: HSAG, name: House Committee on Agriculture}
- {type: senate, thomas_id: SSJU, name: Senate Committee on the Judiciary}
- {type: senate, thomas_id: SLIN, name: Senate Select Committee on Intelligence}
- {type: senate, thomas_id: SCNC, name: United States Senate Caucus on Narcotics}
- {type: joint, thomas_id: JSEC, name: Joint Economic Committee}
""",
    SEATS: """
HSAG: [{name: Rosa Ramos, bioguide: R000001}]
SSJU: [{name: Ana M. Cruz, bioguide: S000001}, {name: Lee Luján, bioguide: S000002}]
SSJU01: [{name: Lee Luján, bioguide: S000002}]
""",
}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A directory with the four files, small."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def address(source: Path) -> Iterator[str]:
    """The same files on a web server."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(source)))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_only_people_whose_last_term_is_in_the_senate_are_members(source: Path) -> None:
    assert read_congress(source).members == (
        Member(
            bioguide="S000001",
            first="Ana",
            last="Cruz",
            name="Ana M. Cruz",
            party="Independent",
            state="TX",
            senate_class=1,
            term_end=date(2031, 1, 3),
            phone="202-224-5555",
        ),
        Member(
            bioguide="S000002",
            first="Lee",
            last="Luján",
            name="Lee Luján",
            party="Republican",
            state="NM",
            senate_class=2,
            term_end=date(2026, 11, 3),
            phone="",
        ),
    )


def test_only_their_offices_are_read_and_what_is_not_given_is_empty(source: Path) -> None:
    assert read_congress(source).offices == (
        LocalOffice("S000001-austin", "S000001", "Austin", "78701-1234", "512-555-0100"),
        LocalOffice("S000001-waco", "S000001", "Waco", "", ""),
    )


def test_committees_are_those_of_the_senate_by_their_short_names(source: Path) -> None:
    facts = read_congress(source)
    assert facts.committee_names == {
        "SSJU": "Judiciary",
        "SLIN": "Intelligence",
        "SCNC": "Narcotics",
        "JSEC": "Joint Economic Committee",
    }
    assert facts.seats == {"SSJU": {"S000001", "S000002"}}


def test_the_files_are_as_new_as_the_newest_term_of_either_chamber(source: Path) -> None:
    assert read_congress(source).newest_term == date(2026, 6, 10)


def test_the_web_gives_the_same_facts_as_the_disk(source: Path, address: str) -> None:
    assert fetch_congress(address) == read_congress(source)


def test_a_file_that_is_not_on_the_web_is_a_fault_with_its_cure(source: Path, address: str) -> None:
    (source / SEATS).unlink()
    with pytest.raises(SourceFault, match=r"committee-membership-current.*--from DIR"):
        fetch_congress(address)


def test_no_connection_is_a_fault_with_its_cure(source: Path, address: str) -> None:
    closed = "http://127.0.0.1:1"
    with pytest.raises(SourceFault, match=r"cannot be fetched \(no connection\).*--from DIR"):
        fetch_congress(closed)


def test_an_answer_without_end_is_refused(
    source: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.adapters.congress_source._LARGEST", 100)
    with pytest.raises(SourceFault, match="larger than 100 bytes"):
        fetch_congress(address)


def test_a_missing_file_is_a_fault_that_names_all_four(source: Path) -> None:
    (source / OFFICES).unlink()
    with pytest.raises(SourceFault) as caught:
        read_congress(source)
    assert all(name in str(caught.value) for name in FILES)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (PEOPLE, "- id: {bioguide: [", "legislators-current.yaml, line "),
        (PEOPLE, "", "legislators-current.yaml is empty"),
        (PEOPLE, "- 2021-99-99", "not valid YAML"),
        (PEOPLE, "key: value", "legislators-current.yaml: expected a list"),
        (PEOPLE, "- {terms: []}", "legislators-current.yaml[0].terms: expected at least one"),
        (PEOPLE, "- {terms: [{type: sen, start: '2021-01-03'}]}", "[0].name: expected an object"),
        (PEOPLE, FILES[PEOPLE].replace("class: 1", "class: one"), "class: expected a whole number"),
        (PEOPLE, FILES[PEOPLE].replace("'2031-01-03'", "soon"), "end: expected a date"),
        (OFFICES, "- {id: {bioguide: S000001}}", "[0].offices: expected a list"),
        (OFFICES, FILES[OFFICES].replace("'78701-1234'", "78701"), "zip: expected a text"),
        (COMMITTEES, "- {type: senate}", "committees-current.yaml[0].name: expected a text"),
        (SEATS, "- SSJU", "committee-membership-current.yaml: expected an object"),
        (SEATS, "SSJU: [{}]", ".SSJU[0].bioguide: expected a text"),
    ],
)
def test_a_file_of_another_shape_is_a_fault_that_names_file_and_key(
    source: Path, name: str, text: str, said: str
) -> None:
    (source / name).write_text(text, encoding="utf-8")
    with pytest.raises(SourceFault) as caught:
        read_congress(source)
    assert said in str(caught.value)


def test_yaml_cannot_make_python_do_anything(source: Path) -> None:
    (source / SEATS).write_text("!!python/object/apply:os.getcwd []", encoding="utf-8")
    with pytest.raises(SourceFault, match="not valid YAML"):
        read_congress(source)
