"""Backups of a house, and what of its people outlasts a restoring."""

from pathlib import Path

from service.adapters.sql.backup import back_up
from service.adapters.sql.restore import Restored, restore
from service.domain.consent import ConsentEvent, ConsentKind
from tests.twins.consents import record, report
from tests.twins.house import TEXAN, VERMONTER, House


def keep(house: House, path: Path) -> None:
    """Back up."""
    path.unlink(missing_ok=True)
    back_up(house.engine, path, house.vault)


def put_back(house: House, path: Path) -> Restored:
    """Restore, with the list of stops that lies beside the database."""
    return restore(house.engine, path, house.vault, house.suppressions.read())


def lose(house: House, other: House) -> None:
    """The database of a house is lost; the other one begins with the list that lay beside it."""
    house.keep_suppressions()
    other.suppressions.keep(house.suppressions.read())


def of(house: House, e164: str = VERMONTER.e164) -> list[ConsentEvent]:
    """What the ledger has of somebody."""
    return house.store.run(lambda tx: tx.consents.of(e164))


def stop(house: House, e164: str = VERMONTER.e164) -> None:
    """Somebody says stop, who may be unknown otherwise."""
    now = house.clock.now()
    house.store.run(lambda tx: tx.supporters.suppress(e164, now))
    record(house, ConsentKind.STOPPED, VERMONTER if e164 == VERMONTER.e164 else TEXAN, None)


def start(house: House) -> None:
    """The Vermonter comes back."""
    now = house.clock.now()
    house.store.run(lambda tx: tx.supporters.restore(VERMONTER.e164, now))
    record(house, ConsentKind.RESTARTED, VERMONTER, None)


def stopped(house: House, e164: str = VERMONTER.e164) -> bool:
    """Whether a stop of theirs stands."""
    return house.store.run(lambda tx: tx.supporters.suppressed(e164))


def whole(house: House) -> bool:
    """Whether the ledger holds once all of it is sealed."""
    house.seal_consents()
    walked = report(house, *house.anchors.heads)
    return walked.ok and walked.unsealed == 0
