"""Which of two consent ledgers outlasts a restoring: the present one, or the one of the backup.

The ledger is not turned back. Wherever the present one goes on from the backup's, what was agreed
to, said and erased since stays so.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from service.adapters.sql.backup_file import BackupFault, from_line
from service.adapters.sql.consent_seals import ChainBroken, SqlConsentChain
from service.adapters.sql.key_marks import require_keys
from service.adapters.sql.tables import (
    CONSENT_EVENTS,
    CONSENT_EVIDENCE,
    CONSENT_HEADS,
    CONSENT_SEALS,
)
from service.adapters.vault import Vault
from service.domain.consent_chain import START, Head

LEDGER = (CONSENT_EVENTS, CONSENT_EVIDENCE, CONSENT_SEALS, CONSENT_HEADS)
_OURS = tuple(json.dumps([table.name])[:-1] for table in LEDGER)
"""How the lines of a backup begin that are of the ledger."""
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class _Ledger:
    head: Head
    events: int
    seal_there: bytes | None
    """Its seal at the position at which the other one ends."""


def present_stays(connection: Connection, vault: Vault, lines: Iterable[str]) -> bool:
    """Whether the present ledger outlasts the backup with these lines.

    Raises:
        BackupFault: neither of the two goes on from the other.
        WrongKeys: the present one was made under other keys.
    """
    events = _count(connection)
    if not events:
        return False
    require_keys(connection, vault)
    present = _sealed_to_the_end(connection, vault)
    theirs = _read(lines, present.position)
    if events >= theirs.events and _seal_at(connection, theirs.head.position) == theirs.head.seal:
        return True
    if theirs.seal_there == present.seal:
        return False
    raise _apart()


def _sealed_to_the_end(connection: Connection, vault: Vault) -> Head:
    chain = SqlConsentChain(connection, vault)
    try:
        while chain.seal(_AT_ONCE, late=True):
            pass
        return chain.head()
    except ChainBroken as error:
        raise _apart() from error


def _read(lines: Iterable[str], position: int) -> _Ledger:
    head, events, seal_there = START, 0, None
    for line in lines:
        if not line.startswith(_OURS):
            continue
        table, row = from_line(line)
        if table is CONSENT_EVENTS:
            events += 1
        elif table is CONSENT_HEADS:
            head = Head(row["position"], row["seal"])
        elif table is CONSENT_SEALS and row["position"] == position:
            seal_there = row["seal"]
    return _Ledger(head, events, seal_there)


def _count(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(CONSENT_EVENTS)).scalar_one())


def _seal_at(connection: Connection, position: int) -> bytes | None:
    if position == START.position:
        return START.seal
    there = select(CONSENT_SEALS.c.seal).where(CONSENT_SEALS.c.position == position)
    return connection.execute(there).scalar_one_or_none()


def _apart() -> BackupFault:
    return BackupFault(
        "the consent ledger in the database does not go on from the one in the backup, and neither "
        "may be lost: restore into an empty database, and keep this one for what it proves"
    )
