"""From the records of the congressional data set to our own directory."""

from dataclasses import replace
from datetime import date

import pytest

from service.domain.congress import CongressFacts, LocalOffice, Member
from service.domain.directory import Directory, OfficeKind
from service.domain.directory_assembly import assemble
from service.domain.places import Place, PlaceKind

ZONES = {
    "79901": ("TX", "America/Denver"),
    "78701": ("TX", "America/Chicago"),
    "73301": ("TX", None),
    "88220": ("NM", "America/Denver"),
}
AUSTIN = LocalOffice("C1-austin", "C1", "Austin", "78701", "512-555-0101")
CRUZ = Member(
    bioguide="C1",
    first="Ana",
    last="Cruz",
    name="Ana M. Cruz",
    party="Independent",
    state="TX",
    senate_class=1,
    term_end=date(2031, 1, 3),
    phone="202-224-5555",
)


class FewZips:
    """A handful of ZIPs."""

    def place(self, zip_code: str) -> Place:
        if zip_code not in ZONES:
            return Place(zip_code, PlaceKind.UNKNOWN, (), None)
        state, zone = ZONES[zip_code]
        return Place(zip_code, PlaceKind.STATE, (state,), zone)


def assembled(
    *offices: LocalOffice, members: tuple[Member, ...] = (CRUZ,)
) -> tuple[Directory, list[str]]:
    facts = CongressFacts(
        members=members,
        offices=offices,
        committee_names={"SSJU": "Judiciary", "SSAF": "Agriculture"},
        seats={"SSJU": frozenset({"C1"}), "SSAF": frozenset({"X9"})},
        newest_term=date(2026, 6, 10),
    )
    directory, findings = assemble(facts, FewZips(), date(2026, 6, 10), (("TX", 2),))
    return directory, [finding.text for finding in findings]


def test_a_senator_keeps_all_that_the_source_says() -> None:
    directory, findings = assembled(AUSTIN)
    (senator,) = directory.senators
    assert (senator.name, senator.party, senator.state) == ("Ana M. Cruz", "Independent", "TX")
    assert (senator.senate_class, senator.term_end) == (1, date(2031, 1, 3))
    assert senator.committees == {"SSJU"}
    assert findings == []


def test_the_dc_office_comes_first_and_keeps_eastern_time() -> None:
    directory, _ = assembled(AUSTIN)
    dc, austin = directory.senators[0].offices
    assert (dc.id, dc.kind, dc.phone) == ("C1-dc", OfficeKind.DC, "+12022245555")
    assert dc.time_zone == "America/New_York"
    assert (austin.id, austin.kind, austin.phone) == (
        "C1-austin",
        OfficeKind.STATE,
        "+15125550101",
    )


def test_the_directory_keeps_the_date_the_vacancies_and_the_names_of_committees() -> None:
    directory, _ = assembled()
    assert directory.generated == date(2026, 6, 10)
    assert directory.vacant == (("TX", 2),)
    assert list(directory.committees.items()) == [("SSAF", "Agriculture"), ("SSJU", "Judiciary")]


def test_an_office_keeps_the_time_of_its_zip_and_not_that_of_its_state() -> None:
    directory, findings = assembled(replace(AUSTIN, zip="79901-1443"))
    assert directory.senators[0].offices[1].time_zone == "America/Denver"
    assert findings == []


@pytest.mark.parametrize(
    ("zip_code", "said"),
    [("00000", "is unknown"), ("73301", "is unknown"), ("", "no ZIP is given")],
)
def test_an_office_whose_zip_tells_no_time_keeps_its_states_and_is_reported(
    zip_code: str, said: str
) -> None:
    directory, findings = assembled(replace(AUSTIN, zip=zip_code))
    assert directory.senators[0].offices[1].time_zone == "America/Chicago"
    assert len(findings) == 1
    assert "C1-austin" in findings[0]
    assert said in findings[0]


def test_an_office_in_another_state_is_reported_and_keeps_the_time_of_its_zip() -> None:
    directory, findings = assembled(replace(AUSTIN, zip="88220"))
    assert directory.senators[0].offices[1].time_zone == "America/Denver"
    assert findings == ["C1-austin: ZIP 88220 lies in NM, not in TX"]


def test_an_office_without_a_phone_is_left_out_and_reported() -> None:
    directory, findings = assembled(replace(AUSTIN, phone=""))
    assert len(directory.senators[0].offices) == 1
    assert findings == ["C1-austin: no phone is given; left out"]


def test_a_senator_without_a_washington_line_has_no_dc_office() -> None:
    directory, _ = assembled(AUSTIN, members=(replace(CRUZ, phone=""),))
    assert directory.senators[0].dc_office is None


def test_senators_stand_in_order_of_state_and_class_whatever_the_order_of_the_source() -> None:
    others = (replace(CRUZ, bioguide="A", state="VT"), replace(CRUZ, bioguide="B", senate_class=2))
    directory, _ = assembled(members=(*others, CRUZ))
    assert [senator.bioguide for senator in directory.senators] == ["C1", "B", "A"]
