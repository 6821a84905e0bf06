"""A refresh: the new directory is saved if it is sound, else the old one stays."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from service.adapters.directory_file import SHIPPED, read_directory
from service.adapters.zip_table import FlatZipTable, load_zip_table
from service.domain.congress import CongressFacts, Member
from service.domain.directory import Directory, Senator
from service.usecases.refresh_directory import RefreshReport, refresh_directory

DATA, TODAY = date(2026, 6, 10), date(2026, 6, 20)
Refresh = Callable[..., RefreshReport]


@pytest.fixture(scope="module")
def in_use() -> Directory:
    return read_directory(SHIPPED)


@pytest.fixture(scope="module")
def zips() -> FlatZipTable:
    return load_zip_table()


@pytest.fixture
def facts(in_use: Directory) -> CongressFacts:
    """What the source would have said of the senators who are in use, DC offices only."""
    return CongressFacts(
        members=tuple(map(member, in_use.senators)),
        offices=(),
        committee_names=in_use.committees,
        seats={"SSJU": frozenset(s.bioguide for s in in_use.senators if "SSJU" in s.committees)},
        newest_term=DATA,
    )


def member(senator: Senator) -> Member:
    return Member(
        bioguide=senator.bioguide,
        first=senator.first,
        last=senator.last,
        name=senator.name,
        party=senator.party,
        state=senator.state,
        senate_class=senator.senate_class,
        term_end=senator.term_end,
        phone=senator.offices[0].phone,
    )


@pytest.fixture
def saved() -> list[Directory]:
    return []


@pytest.fixture
def refresh(zips: FlatZipTable, saved: list[Directory]) -> Refresh:
    def call(facts: CongressFacts, generated: date = DATA, **more: object) -> RefreshReport:
        return refresh_directory(
            facts,
            zips,
            saved.append,
            generated=generated,
            today=TODAY,
            **more,  # type: ignore[arg-type]
        )

    return call


def test_a_sound_directory_is_saved_once(
    refresh: Refresh, facts: CongressFacts, saved: list[Directory]
) -> None:
    report = refresh(facts)
    assert report.written
    assert report.faults == ()
    assert saved == [report.directory]
    assert report.directory.generated == DATA


def test_with_a_fault_nothing_is_saved_and_the_report_says_why(
    refresh: Refresh, facts: CongressFacts, saved: list[Directory]
) -> None:
    report = refresh(replace(facts, members=facts.members[1:]))
    assert not report.written
    assert saved == []
    assert any("AK: 1 of 2 seats" in text for text in report.faults)


def test_a_missing_senator_is_accepted_once_the_seat_is_named_as_vacant(
    refresh: Refresh, facts: CongressFacts, saved: list[Directory]
) -> None:
    report = refresh(replace(facts, members=facts.members[1:]), vacant=(("AK", 2),))
    assert report.written
    assert saved[0].vacant == (("AK", 2),)


def test_warnings_do_not_stop_and_are_reported(refresh: Refresh, facts: CongressFacts) -> None:
    ended = replace(facts.members[0], term_end=TODAY)
    report = refresh(replace(facts, members=(ended, *facts.members[1:])))
    assert report.written
    assert any("the term ended" in text for text in report.warnings)


def test_what_had_to_be_left_out_is_among_the_warnings(
    refresh: Refresh, facts: CongressFacts
) -> None:
    report = refresh(facts)
    assert any("has no state office with a phone" in text for text in report.warnings)


def test_changes_against_the_directory_in_use_are_told(
    refresh: Refresh, facts: CongressFacts, in_use: Directory
) -> None:
    renamed = replace(facts.members[0], name="Ana Ruiz")
    report = refresh(replace(facts, members=(renamed, *facts.members[1:])), in_use=in_use)
    assert "AK:2: Dan Sullivan → Ana Ruiz" in report.changes
    assert refresh(facts).changes == ()


def test_data_older_than_the_directory_in_use_is_a_warning(
    refresh: Refresh, facts: CongressFacts, in_use: Directory
) -> None:
    older = refresh(facts, generated=date(2026, 1, 1), in_use=in_use)
    assert older.written
    assert any("older than what is in use" in text for text in older.warnings)
    assert not any("older than" in text for text in refresh(facts, in_use=in_use).warnings)


def test_a_save_that_fails_is_the_callers_to_tell(zips: FlatZipTable, facts: CongressFacts) -> None:
    def fail(_: Directory) -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        refresh_directory(facts, zips, fail, generated=DATA, today=TODAY)
