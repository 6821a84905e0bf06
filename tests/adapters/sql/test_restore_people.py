"""After a restoring people stand where the ledger and their stops say, not where they stood."""

from pathlib import Path

import pytest
from sqlalchemy import select

from service.adapters.sql.tables import SUPPORTERS, TEXTS
from service.domain.consent import ConsentKind, Standing, Standings, standings
from service.domain.conversation import Stage
from service.usecases.decide_doubt import Decision
from tests.twins.consents import record
from tests.twins.house import TEXAN, VERMONTER, House
from tests.twins.restoring import keep, lose, of, put_back, stopped


def stands(house: House) -> Standings:
    """Where the row of the one person says that they stand."""
    (person,) = house.supporters
    return Standings(Standing(person.replies), Standing(person.alerts))


def joined(house: House) -> None:
    """A person who has agreed to alerts."""
    house.text("S54 05401")
    house.text("JOIN")
    house.text("YES")
    house.clock.move(minutes=1)
    assert stands(house) == Standings(Standing.AGREED, Standing.AGREED)


def test_whoever_perhaps_said_stop_since_the_backup_is_left_alone_still(
    house: House, backup: Path
) -> None:
    joined(house)
    keep(house, backup)
    house.text("enough already")
    put_back(house, backup)
    (person,) = house.supporters
    assert person.held_at is not None
    (waits,) = house.store.run(lambda tx: tx.texts.inbox(9))
    assert (waits.body, waits.undecided) == ("enough already", True)
    house.decide(waits.id, Decision.KEEP, "operator")
    assert house.supporters[0].held_at is None


def test_a_doubt_that_the_backup_knows_stands_once(house: House, backup: Path) -> None:
    joined(house)
    house.text("enough already")
    keep(house, backup)
    put_back(house, backup)
    assert len(house.store.run(lambda tx: tx.texts.inbox(9))) == 1


def test_of_whoever_the_backup_does_not_know_no_text_is_kept(house: House, backup: Path) -> None:
    keep(house, backup)
    joined(house)
    house.text("enough already")
    put_back(house, backup)
    assert (house.supporters, house.rows(TEXTS)) == ([], [])


@pytest.mark.parametrize("says", ["wrong number", "STOP"])
def test_no_alerts_come_back_to_whoever_ended_them_since_the_backup(
    house: House, backup: Path, says: str
) -> None:
    joined(house)
    keep(house, backup)
    house.text(says)
    before = stands(house)
    put_back(house, backup)
    assert stands(house) == before == standings(of(house))
    assert stands(house).alerts is Standing.STOPPED


def test_what_was_agreed_to_since_the_backup_is_agreed_to(house: House, backup: Path) -> None:
    house.text("S54 05401")
    keep(house, backup)
    joined(house)
    put_back(house, backup)
    assert stands(house).alerts is Standing.AGREED


@pytest.mark.parametrize(
    ("begins", "rests"), [("S54 05401", Stage.READY), ("S54", Stage.NEW), ("STOP", Stage.NEW)]
)
def test_whoever_came_back_since_the_backup_is_answered_again(
    house: House, backup: Path, begins: str, rests: Stage
) -> None:
    house.text(begins)
    house.clock.move(minutes=1)
    house.text("STOP")
    keep(house, backup)
    house.clock.move(minutes=1)
    house.text("START")
    put_back(house, backup)
    assert not stopped(house)
    assert [person.stage for person in house.supporters] == [rests]
    assert stands(house).replies is Standing.AGREED
    house.clock.move(minutes=1)
    assert "Sanders" in (house.text("S54 05401") or "")


def test_whoever_came_back_is_answered_in_another_database_too(
    house: House, other: House, backup: Path
) -> None:
    house.text("S54 05401")
    house.text("STOP")
    keep(house, backup)
    house.clock.move(minutes=1)
    house.text("START")
    lose(house, other)
    put_back(other, backup)
    assert "Sanders" in (other.text("S54 05401", sid="SM-again") or "")


def test_whoever_stopped_before_the_backup_is_left_alone_after_it(
    house: House, backup: Path
) -> None:
    joined(house)
    house.text("STOP")
    keep(house, backup)
    put_back(house, backup)
    assert house.text("S54 05401") is None
    assert stands(house) == Standings(Standing.STOPPED, Standing.STOPPED)


@pytest.mark.parametrize("comes_back", [False, True])
def test_whoever_was_erased_since_the_backup_is_erased_again(
    house: House, backup: Path, comes_back: bool
) -> None:
    joined(house)
    house.text("S54 78701", TEXAN)
    keep(house, backup)
    house.text("FORGET")
    if comes_back:
        house.text("S54 05602")
    put_back(house, backup)
    assert [person.zip for person in house.supporters] == ["78701"]
    with house.engine.connect() as connection:
        kept = connection.execute(select(TEXTS.c.sender_hash, TEXTS.c.body_sealed)).all()
    assert [row.body_sealed is None for row in kept] == [
        row.sender_hash == house.vault.digest(VERMONTER.e164) for row in kept
    ]


def test_who_joined_since_the_backup_has_no_row_and_stands_where_the_ledger_says(
    house: House, backup: Path
) -> None:
    keep(house, backup)
    joined(house)
    house.text("wrong number")
    put_back(house, backup)
    assert house.supporters == []
    house.text("S54 05401")
    assert stands(house) == standings(of(house))
    assert stands(house).alerts is Standing.STOPPED


def test_what_an_intruder_wrote_into_the_ledger_keeps_no_backup_from_being_restored(
    house: House, backup: Path
) -> None:
    house.text("S54 05401")
    keep(house, backup)
    record(house, ConsentKind.STOPPED)
    with house.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE consent_events SET kind = 'odd' WHERE id = 1")
    put_back(house, backup)
    assert stands(house) == Standings(Standing.NEVER, Standing.STOPPED)


def test_everybody_is_brought_up_to_the_ledger_not_only_the_first(
    house: House, backup: Path
) -> None:
    joined(house)
    house.text("S54 78701", TEXAN)
    keep(house, backup)
    record(house, ConsentKind.AGREED, TEXAN)
    house.text("STOP")
    put_back(house, backup)
    alerts = {row.zip: row.alerts for row in house.rows(SUPPORTERS)}
    assert alerts == {"05401": "stopped", "78701": "agreed"}
