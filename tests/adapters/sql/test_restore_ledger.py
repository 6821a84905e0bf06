"""A restoring does not turn back the consent ledger."""

from pathlib import Path

import pytest
from sqlalchemy import update

from service.adapters.sql.backup import back_up
from service.adapters.sql.backup_file import BackupFault
from service.adapters.sql.tables import CONSENT_EVENTS, CONSENT_HEADS, CONSENT_SEALS
from service.domain.consent import ConsentKind
from tests.twins.consents import erase, fill, record, report
from tests.twins.house import LONDONER, TEXAN, House
from tests.twins.restoring import keep, of, put_back, stop, stopped, whole


def test_a_backup_tells_where_the_ledger_stands_in_it(house: House, backup: Path) -> None:
    assert back_up(house.engine, backup, house.vault).head is None
    fill(house)
    backup.unlink()
    assert back_up(house.engine, backup, house.vault).head == house.anchors.heads[-1]


def test_a_ledger_comes_back_whole_in_an_empty_database_of_either_kind(
    house: House, other: House, backup: Path
) -> None:
    fill(house)
    keep(house, backup)
    assert put_back(other, backup).head == house.anchors.heads[-1]
    assert of(other) == of(house)
    assert report(other, *house.anchors.heads).ok
    record(other, ConsentKind.ASKED)
    assert whole(other)


def test_what_was_recorded_and_erased_since_an_older_backup_stays_so(
    house: House, backup: Path
) -> None:
    fill(house)
    keep(house, backup)
    record(house, ConsentKind.STOPPED)
    erase(house, LONDONER)
    before = of(house)
    put_back(house, backup)
    assert of(house) == before
    assert of(house, LONDONER.e164) == []
    assert whole(house)
    assert len(house.rows(CONSENT_EVENTS)) == 10


@pytest.mark.parametrize("sealed", [False, True])
def test_a_backup_made_before_the_first_event_takes_none_away(
    house: House, backup: Path, sealed: bool
) -> None:
    keep(house, backup)
    record(house, ConsentKind.AGREED)
    if sealed:
        house.seal_consents()
    put_back(house, backup)
    assert len(of(house)) == 1
    assert whole(house)


def test_the_newer_of_two_backups_goes_on_from_the_older(
    house: House, other: House, backup: Path, tmp_path: Path
) -> None:
    fill(house)
    keep(house, backup)
    record(house, ConsentKind.STOPPED)
    house.seal_consents()
    keep(house, tmp_path / "newer")
    put_back(other, backup)
    put_back(other, tmp_path / "newer")
    assert of(other) == of(house)
    assert report(other, *house.anchors.heads).ok
    put_back(other, backup)
    assert of(other) == of(house)


def test_what_was_not_sealed_yet_is_not_lost_to_a_backup_that_has_more(
    house: House, other: House, backup: Path, tmp_path: Path
) -> None:
    record(house, ConsentKind.ASKED)
    keep(house, backup)
    record(house, ConsentKind.AGREED)
    keep(house, tmp_path / "newer")
    put_back(other, backup)
    put_back(other, tmp_path / "newer")
    assert of(other) == of(house)


def test_two_ledgers_that_went_apart_are_not_lost_to_one_another(
    house: House, other: House, backup: Path
) -> None:
    fill(house)
    keep(house, backup)
    record(other, ConsentKind.AGREED)
    stop(other, TEXAN.e164)
    with pytest.raises(BackupFault, match="restore into an empty database"):
        put_back(other, backup)
    assert len(of(other)) == 1
    assert stopped(other, TEXAN.e164)


def test_a_ledger_whose_end_was_moved_is_not_restored_over(house: House, backup: Path) -> None:
    fill(house)
    keep(house, backup)
    with house.engine.begin() as connection:
        connection.execute(update(CONSENT_HEADS).values(position=3))
    with pytest.raises(BackupFault, match="keep this one for what it proves"):
        put_back(house, backup)


def test_an_altered_ledger_in_a_backup_comes_back_as_it_was_and_shows(
    house: House, other: House, backup: Path
) -> None:
    fill(house)
    with house.engine.begin() as connection:
        connection.execute(update(CONSENT_HEADS).values(mark=b"x" * 32))
        connection.execute(
            update(CONSENT_SEALS).where(CONSENT_SEALS.c.position == 2).values(seal=b"x" * 32)
        )
    keep(house, backup)
    assert put_back(other, backup).head is None
    assert not report(other).ok
