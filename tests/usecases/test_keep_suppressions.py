"""A list of stops outlives the database, and no lost database lifts one."""

from pathlib import Path

import pytest
from sqlalchemy import delete

from service.adapters.sql.tables import SUPPRESSIONS
from service.domain.consent import ConsentKind
from tests.twins.consents import erase, record
from tests.twins.database import sqlite_database
from tests.twins.house import TEXAN, VERMONTER, House


def suppress(house: House, person: str = VERMONTER.e164) -> None:
    now = house.clock.now()
    house.store.run(lambda tx: tx.supporters.suppress(person, now, by_carrier=True))
    house.clock.move(seconds=1)


def come_back(house: House) -> None:
    """As a START does: the stop goes, and the ledger says so."""
    house.store.run(lambda tx: tx.supporters.restore(VERMONTER.e164))
    record(house, ConsentKind.RESTARTED, VERMONTER, None)


def lifted(house: House) -> list[bool]:
    house.keep_suppressions()
    return [stop.lifted_at is not None for stop in house.suppressions.kept.values()]


def test_every_stop_is_kept_by_hash_and_date(house: House) -> None:
    suppress(house)
    suppress(house, TEXAN.e164)
    assert lifted(house) == [False, False]
    stop = house.suppressions.kept[house.vault.digest(VERMONTER.e164)]
    assert (stop.by_carrier, stop.since) == (True, house.rows(SUPPRESSIONS)[0].since)


def test_nothing_is_written_while_nothing_changes(house: House) -> None:
    house.keep_suppressions()
    assert house.suppressions.writes == 0
    suppress(house)
    for _ in range(3):
        house.keep_suppressions()
    assert house.suppressions.writes == 1


def test_whoever_came_back_is_kept_as_come_back_and_stopped_again_after_another_stop(
    house: House,
) -> None:
    suppress(house)
    assert lifted(house) == [False]
    come_back(house)
    assert lifted(house) == [True]
    suppress(house)
    assert lifted(house) == [False]


def test_a_stop_whose_lifting_the_ledger_does_not_tell_of_holds_on(house: House) -> None:
    suppress(house)
    house.keep_suppressions()
    with house.engine.begin() as connection:
        connection.execute(delete(SUPPRESSIONS))
    assert lifted(house) == [False]


def test_a_return_of_before_the_stop_lifts_nothing(house: House) -> None:
    come_back(house)
    suppress(house)
    house.keep_suppressions()
    with house.engine.begin() as connection:
        connection.execute(delete(SUPPRESSIONS))
    assert lifted(house) == [False]


def test_a_return_stays_known_after_its_evidence_was_erased(house: House) -> None:
    suppress(house)
    house.keep_suppressions()
    come_back(house)
    assert lifted(house) == [True]
    erase(house, VERMONTER)
    assert lifted(house) == [True]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_database_that_was_begun_anew_lifts_no_stop(house: House, tmp_path: Path) -> None:
    suppress(house)
    house.keep_suppressions()
    anew = House(sqlite_database(tmp_path, "anew.db"), suppressions=house.suppressions)
    assert lifted(anew) == [False]
    suppress(anew, TEXAN.e164)
    assert lifted(anew) == [False, False]
    anew.engine.dispose()


def test_a_list_that_cannot_be_read_is_set_aside_with_one_error(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    suppress(house)
    house.keep_suppressions()
    house.suppressions.readable = False
    assert lifted(house) == [False]
    assert lifted(house) == [False]
    assert len(house.suppressions.aside) == 1
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "bring back a copy" in caplog.text
