"""Whether a directory of the Senate can be relied upon, tried on the one that ships."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from service.adapters.directory_file import SHIPPED, read_directory
from service.domain.directory import Directory, Office, OfficeKind, Senator
from service.domain.directory_check import check, check_structure

JUNE = date(2026, 6, 20)


@pytest.fixture(scope="module")
def directory() -> Directory:
    return read_directory(SHIPPED)


def faults(directory: Directory, today: date = JUNE) -> list[str]:
    return [finding.text for finding in check(directory, today) if finding.is_fault]


def warnings(directory: Directory, today: date = JUNE) -> list[str]:
    return [finding.text for finding in check(directory, today) if not finding.is_fault]


def change_one(
    directory: Directory, bioguide: str, change: Callable[[Senator], Senator]
) -> Directory:
    senators = (change(s) if s.bioguide == bioguide else s for s in directory.senators)
    return replace(directory, senators=tuple(senators))


def with_office(senator: Senator, office: Office) -> Senator:
    return replace(senator, offices=(*senator.offices, office))


def without(directory: Directory, bioguide: str) -> Directory:
    remaining = (s for s in directory.senators if s.bioguide != bioguide)
    return replace(directory, senators=tuple(remaining))


def test_the_directory_that_ships_has_no_fault(directory: Directory) -> None:
    assert faults(directory) == []


def test_a_missing_senator_is_a_fault_that_names_the_state_and_the_cure(
    directory: Directory,
) -> None:
    (fault,) = faults(without(directory, "S000033"))
    assert "VT: 1 of 2 seats" in fault
    assert "--vacant VT:CLASS" in fault


def test_a_seat_named_as_vacant_is_a_warning_and_no_fault(directory: Directory) -> None:
    vacated = replace(without(directory, "S000033"), vacant=(("VT", 1),))
    assert faults(vacated) == []
    assert any("VT:1 is vacant" in text for text in warnings(vacated))


def test_a_vacant_seat_of_the_wrong_class_does_not_excuse_the_missing_one(
    directory: Directory,
) -> None:
    assert faults(replace(without(directory, "S000033"), vacant=(("VT", 3),)))


def test_a_seat_cannot_be_both_held_and_vacant(directory: Directory) -> None:
    (fault,) = faults(replace(directory, vacant=(("VT", 1),)))
    assert "VT:1 is said to be vacant, but Bernard Sanders holds it" in fault


def test_a_vacant_seat_must_be_one_of_the_senate(directory: Directory) -> None:
    assert any(
        "PR:1 is no seat" in text for text in faults(replace(directory, vacant=(("PR", 1),)))
    )


def test_two_senators_cannot_hold_one_seat(directory: Directory) -> None:
    crowded = change_one(directory, "W000800", lambda s: replace(s, senate_class=1))
    assert any("VT has 2 senators in the seat of class 1" in text for text in faults(crowded))


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("state", "PR", "PR is not one of the 50 states"),
        ("senate_class", 4, "class 4"),
        ("bioguide", "W000800", "the id W000800 stands for more than one senator"),
        ("offices", (), "has 0 offices in DC"),
    ],
)
def test_a_senator_who_cannot_be_is_a_fault(
    directory: Directory, field: str, value: object, said: str
) -> None:
    broken = change_one(directory, "S000033", lambda s: replace(s, **{field: value}))
    assert any(said in text for text in faults(broken))


@pytest.mark.parametrize("phone", ["8028620697", "+1802862069", "+18768620697", ""])
def test_a_malformed_or_foreign_number_is_a_fault_that_names_the_office(
    directory: Directory, phone: str
) -> None:
    office = Office("S000033-barre", OfficeKind.STATE, "Barre", phone, "America/New_York")
    broken = change_one(directory, "S000033", lambda s: with_office(s, office))
    assert any("S000033-barre" in text for text in faults(broken))


def test_one_id_for_two_offices_is_a_fault(directory: Directory) -> None:
    double = change_one(directory, "S000033", lambda s: with_office(s, s.offices[-1]))
    assert any("stands for more than one office" in text for text in faults(double))


def test_one_number_for_both_senators_of_a_state_is_a_warning(directory: Directory) -> None:
    assert any(
        "S001198-ketchikan" in text and "M001153-ketchikan" in text for text in warnings(directory)
    )


def test_one_number_in_two_states_is_a_fault(directory: Directory) -> None:
    foreign = directory.of_state("OH")[0].offices[-1]
    broken = change_one(
        directory, "S000033", lambda s: with_office(s, replace(foreign, id="S000033-copied"))
    )
    assert any("more than one state" in text for text in faults(broken))


def test_a_dc_office_outside_202_and_a_senator_without_state_office_are_warnings(
    directory: Directory,
) -> None:
    odd = change_one(
        directory,
        "S000033",
        lambda s: replace(s, offices=(replace(s.offices[0], phone="+18028620697"),)),
    )
    said = " ".join(warnings(odd))
    assert "outside area code 202" in said
    assert "Bernard Sanders (VT) has no state office" in said


def test_an_ended_term_is_reported_and_the_senator_stays(directory: Directory) -> None:
    said = warnings(directory, date(2026, 11, 3))
    assert [text for text in said if "the term ended on 2026-11-03" in text]
    assert len(directory.of_state("OH")) == 2


def test_a_term_has_not_ended_on_the_day_before_its_end(directory: Directory) -> None:
    said = warnings(directory, date(2026, 11, 2))
    assert not [text for text in said if "the term ended" in text]
    assert [text for text in said if "2 terms end on 2026-11-03" in text]


def test_terms_far_from_their_end_are_not_mentioned(directory: Directory) -> None:
    assert not [text for text in warnings(directory, JUNE) if "terms end" in text]


@pytest.mark.parametrize(("days", "old"), [(0, False), (90, False), (91, True)])
def test_data_older_than_ninety_days_is_a_warning(
    directory: Directory, days: int, old: bool
) -> None:
    said = warnings(directory, directory.generated + timedelta(days=days))
    assert any(f"{days} days old" in text for text in said) is old


def test_data_from_the_future_is_a_fault(directory: Directory) -> None:
    (fault,) = faults(directory, directory.generated - timedelta(days=2))
    assert "still to come" in fault


def test_a_senate_without_committees_is_a_warning(directory: Directory) -> None:
    idle = tuple(replace(s, committees=frozenset()) for s in directory.senators)
    assert any("committee" in text for text in warnings(replace(directory, senators=idle)))


def test_faults_are_said_first(directory: Directory) -> None:
    found = check(without(directory, "S000033"), JUNE)
    assert [finding.is_fault for finding in found] == sorted(
        (finding.is_fault for finding in found), reverse=True
    )


def test_the_structure_is_sound_on_any_day(directory: Directory) -> None:
    assert not [finding for finding in check_structure(directory) if finding.is_fault]
