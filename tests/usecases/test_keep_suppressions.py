"""A list of stops outlives the database, and no lost database lifts one."""

from pathlib import Path

import pytest
from sqlalchemy import delete

from service.adapters.sql.tables import LIFTED_STOPS, SUPPRESSIONS
from service.domain.consent import ConsentKind
from service.usecases.keep_suppressions import ROUNDS
from tests.twins.consents import erase, record
from tests.twins.database import sqlite_database
from tests.twins.house import TEXAN, VERMONTER, House


def suppress(house: House, person: str = VERMONTER.e164, *, by_carrier: bool = True) -> None:
    now = house.clock.now()
    house.store.run(lambda tx: tx.supporters.suppress(person, now, by_carrier=by_carrier))
    house.clock.move(seconds=1)


def come_back(house: House) -> None:
    """As a START does: the stop goes, and the ledger says so."""
    now = house.clock.now()
    house.store.run(lambda tx: tx.supporters.restore(VERMONTER.e164, now))
    record(house, ConsentKind.RESTARTED, VERMONTER, None)


def lifted(house: House) -> list[bool]:
    house.keep_suppressions()
    return [stop.lifted_at is not None for stop in house.suppressions.kept.values()]


def look(house: House) -> None:
    """So many rounds that both sides are read whatever seems to have changed."""
    for _ in range(ROUNDS):
        house.keep_suppressions()


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


def test_neither_side_is_read_while_nothing_changes(house: House) -> None:
    suppress(house)
    house.keep_suppressions()
    house.suppressions.readable = False
    for _ in range(ROUNDS - 1):
        house.keep_suppressions()
    assert house.suppressions.aside == []
    house.keep_suppressions()
    assert len(house.suppressions.aside) == 1


def test_what_could_not_be_written_is_written_in_the_next_round(house: House) -> None:
    suppress(house)
    house.suppressions.writable = False
    with pytest.raises(OSError, match="full"):
        house.keep_suppressions()
    house.suppressions.writable = True
    assert lifted(house) == [False]


def test_that_the_carrier_holds_a_stop_too_is_a_change(house: House) -> None:
    for by_carrier in (False, True):
        suppress(house, by_carrier=by_carrier)
        house.clock.move(seconds=-1)  # of the same moment: only the carrier is news
        assert lifted(house) == [False]
    assert next(iter(house.suppressions.kept.values())).by_carrier


def test_whoever_came_back_is_kept_as_come_back_and_stopped_again_after_another_stop(
    house: House,
) -> None:
    suppress(house)
    assert lifted(house) == [False]
    come_back(house)
    assert lifted(house) == [True]
    suppress(house)
    assert lifted(house) == [False]


def lose_stops(house: House) -> None:
    """The rows are gone, past Patchline."""
    with house.engine.begin() as connection:
        connection.execute(delete(SUPPRESSIONS))


def stopped(house: House, person: str = VERMONTER.e164) -> bool:
    return house.store.run(lambda tx: tx.supporters.suppressed(person))


def test_a_return_said_by_a_clock_that_was_put_back_is_kept(house: House) -> None:
    suppress(house)
    assert lifted(house) == [False]
    house.clock.move(minutes=-20)
    come_back(house)
    look(house)
    assert (house.rows(SUPPRESSIONS), lifted(house)) == ([], [True])


def test_a_stop_said_by_a_clock_that_was_put_back_holds(house: House) -> None:
    suppress(house)
    come_back(house)
    assert lifted(house) == [True]
    house.clock.move(minutes=-20)
    suppress(house)
    look(house)
    assert (house.rows(LIFTED_STOPS), lifted(house)) == ([], [False])


def test_a_stop_whose_lifting_the_ledger_does_not_tell_of_holds_on(house: House) -> None:
    suppress(house)
    house.keep_suppressions()
    lose_stops(house)
    assert lifted(house) == [False]
    assert stopped(house)


def test_a_return_that_only_the_ledger_tells_of_lifts_the_stop(house: House) -> None:
    suppress(house)
    house.keep_suppressions()
    lose_stops(house)
    record(house, ConsentKind.RESTARTED, VERMONTER, None)
    assert lifted(house) == [True]
    assert not stopped(house)


def test_a_return_of_before_the_stop_lifts_nothing(house: House) -> None:
    come_back(house)
    suppress(house)
    house.keep_suppressions()
    lose_stops(house)
    assert lifted(house) == [False]
    assert stopped(house)


def test_a_return_stays_known_after_its_evidence_was_erased(house: House) -> None:
    suppress(house)
    house.keep_suppressions()
    come_back(house)
    assert lifted(house) == [True]
    erase(house, VERMONTER)
    assert lifted(house) == [True]


def test_a_return_that_was_erased_before_the_next_round_is_known(house: House) -> None:
    house.text("STOP")
    assert lifted(house) == [False]
    house.clock.move(seconds=5)
    house.text("START")
    house.clock.move(seconds=5)
    house.text("FORGET")
    assert lifted(house) == [True]
    assert not stopped(house)


def came_back_and_was_erased(house: House) -> None:
    house.text("STOP")
    house.keep_suppressions()
    house.clock.move(minutes=1)
    house.text("START")
    house.text("FORGET")


def test_of_the_erased_a_lifted_stop_is_kept_for_a_day(house: House) -> None:
    came_back_and_was_erased(house)
    house.clock.move(hours=23)
    assert lifted(house) == [True]
    house.clock.move(hours=2)
    house.keep_suppressions()
    assert house.suppressions.kept == {}
    assert house.rows(LIFTED_STOPS) == []


def test_of_people_whom_we_know_a_lifted_stop_is_kept(house: House) -> None:
    house.text("STOP")
    house.text("START")
    house.clock.move(days=400)
    assert lifted(house) == [True]


def test_a_stop_of_the_erased_is_kept_as_long_as_it_holds(house: House) -> None:
    house.text("STOP")
    house.text("FORGET")
    house.clock.move(days=400)
    assert lifted(house) == [False]
    assert stopped(house)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_stop_reaches_a_database_that_was_begun_anew(house: House, tmp_path: Path) -> None:
    suppress(house)
    house.keep_suppressions()
    anew = House(sqlite_database(tmp_path, "anew.db"), suppressions=house.suppressions)
    assert lifted(anew) == [False]
    assert anew.store.run(lambda tx: tx.supporters.stopped_by_carrier(VERMONTER.e164))
    assert anew.text("S54 05401") is None
    suppress(anew, TEXAN.e164)
    assert lifted(anew) == [False, False]
    anew.engine.dispose()


def test_a_stop_that_was_said_before_the_list_was_put_back_is_the_carriers_too(
    house: House,
) -> None:
    suppress(house)
    house.keep_suppressions()
    lose_stops(house)
    suppress(house, by_carrier=False)
    look(house)
    assert house.store.run(lambda tx: tx.supporters.stopped_by_carrier(VERMONTER.e164))


def test_a_list_that_cannot_be_read_is_set_aside_with_one_error(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    suppress(house)
    house.keep_suppressions()
    house.suppressions.readable = False
    look(house)
    assert lifted(house) == [False]
    assert len(house.suppressions.aside) == 1
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "bring back a copy" in caplog.text
