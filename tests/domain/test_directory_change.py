"""What is new in a directory."""

from dataclasses import replace

from service.adapters.directory_file import SHIPPED, read_directory
from service.domain.directory import Directory
from service.domain.directory_change import changes


def moved(directory: Directory) -> Directory:
    """The same, but the first senator has another name, one office less and one new number."""
    first, *rest = directory.senators
    dc, anchorage, *others = first.offices
    offices = (dc, replace(anchorage, phone="+19075550100"), *others[:-1])
    return replace(directory, senators=(replace(first, name="Ana Ruiz", offices=offices), *rest))


def test_a_directory_has_no_changes_against_itself() -> None:
    directory = read_directory(SHIPPED)
    assert changes(directory, directory) == ()


def test_new_names_and_numbers_are_told() -> None:
    directory = read_directory(SHIPPED)
    assert changes(directory, moved(directory)) == (
        "AK:2: Dan Sullivan → Ana Ruiz",
        "offices: 0 added, 1 gone, 1 with another number",
    )


def test_a_seat_that_empties_is_told() -> None:
    directory = read_directory(SHIPPED)
    emptied = replace(directory, senators=directory.senators[1:])
    assert "AK:2: Dan Sullivan → vacant" in changes(directory, emptied)
    assert "AK:2: vacant → Dan Sullivan" in changes(emptied, directory)
