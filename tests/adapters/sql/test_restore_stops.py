"""A restoring turns back no stop, and no return after one."""

from pathlib import Path

from tests.twins.consents import erase
from tests.twins.house import TEXAN, VERMONTER, House
from tests.twins.restoring import keep, lose, of, put_back, start, stop, stopped


def test_a_stop_said_since_the_backup_holds_and_a_return_since_then_too(
    house: House, backup: Path
) -> None:
    stop(house)
    keep(house, backup)
    start(house)
    stop(house, TEXAN.e164)
    put_back(house, backup)
    assert not stopped(house)
    assert stopped(house, TEXAN.e164)


def test_a_stop_said_since_the_backup_holds_in_an_empty_database_too(
    house: House, other: House, backup: Path
) -> None:
    keep(house, backup)
    stop(house)
    lose(house, other)
    put_back(other, backup)
    assert stopped(other)
    assert of(other) == []


def test_a_stop_said_since_the_backup_holds_in_a_database_begun_anew_without_one(
    house: House, other: House
) -> None:
    stop(house)
    lose(house, other)
    assert not stopped(other)
    other.keep_suppressions()
    assert stopped(other)


def test_a_return_since_the_backup_holds_in_an_empty_database_too(
    house: House, other: House, backup: Path
) -> None:
    stop(house)
    house.keep_suppressions()
    keep(house, backup)
    start(house)
    lose(house, other)
    put_back(other, backup)
    assert not stopped(other)


def test_a_stop_after_a_return_holds(house: House, other: House, backup: Path) -> None:
    stop(house)
    house.keep_suppressions()
    start(house)
    house.keep_suppressions()
    stop(house)
    keep(house, backup)
    put_back(other, backup)
    assert stopped(other)
    stale = House(other.url, suppressions=house.suppressions)
    put_back(stale, backup)
    assert stopped(other)
    stale.engine.dispose()


def test_a_stale_copy_of_the_list_stops_nobody_who_came_back_before_the_backup(
    house: House, other: House, backup: Path
) -> None:
    stop(house)
    lose(house, other)
    start(house)
    keep(house, backup)
    put_back(other, backup)
    assert not stopped(other)


def test_a_scheduler_that_ran_on_the_empty_database_first_has_lifted_nothing(
    house: House, other: House, backup: Path
) -> None:
    keep(house, backup)
    stop(house)
    lose(house, other)
    other.keep_suppressions()
    put_back(other, backup)
    assert stopped(other)


def test_the_later_date_of_a_stop_stands(house: House, other: House, backup: Path) -> None:
    stop(house)
    keep(house, backup)
    house.clock.move(days=1)
    stop(house)
    last = house.store.run(lambda tx: tx.supporters.stopped_at(VERMONTER.e164))
    lose(house, other)
    put_back(other, backup)
    assert other.store.run(lambda tx: tx.supporters.stopped_at(VERMONTER.e164)) == last


def by_carrier(house: House) -> bool:
    return house.store.run(lambda tx: tx.supporters.stopped_by_carrier(VERMONTER.e164))


def test_that_the_carrier_holds_a_stop_too_is_known_after_a_restoring(
    house: House, other: House, backup: Path
) -> None:
    stop(house)
    keep(house, backup)
    now = house.clock.now()
    house.store.run(lambda tx: tx.supporters.suppress(VERMONTER.e164, now, by_carrier=True))
    lose(house, other)
    for restored in (house, other):
        put_back(restored, backup)
        assert by_carrier(restored)


def test_a_return_outlasts_a_restoring_though_its_evidence_is_erased(
    house: House, backup: Path
) -> None:
    stop(house)
    keep(house, backup)
    start(house)
    erase(house, VERMONTER)
    put_back(house, backup)
    assert not stopped(house)
