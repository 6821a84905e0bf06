"""Which of two consent ledgers outlasts a restoring: the present one, or the one of the backup.

The ledger is not turned back. Wherever the present one goes on from the backup's, what was agreed
to, said and erased since stays so, and it is known who was erased.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, func, select

from service.adapters.sql.backup_file import BackupFault, batches
from service.adapters.sql.consent_erasures import erased_ids
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


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a restoring leaves alone of the ledger."""

    stays: Collection[Table]
    """The tables that are not replaced: all of them or none."""
    forgotten: Collection[bytes]
    """Keyed hashes of those in the backup who were erased since it was made."""


_REPLACED = Outcome((), ())


@dataclass(slots=True)
class _Backup:
    """What stands of the ledger in a backup."""

    erased: Collection[str]
    """Ids of the events whose evidence is erased by now."""
    head: Head = START
    seal_there: bytes | None = None
    """Its seal at the position at which the present chain ends."""
    events: int = 0
    shared: int = 0
    """Events that are in the present ledger too."""
    forgotten: set[bytes] = field(default_factory=set)
    """Of whom its evidence is that is erased by now."""


def weigh(connection: Connection, vault: Vault, lines: Iterable[str]) -> Outcome:
    """Whether the present ledger outlasts the backup with these lines, and whom it has forgotten.

    Raises:
        BackupFault: neither of the two goes on from the other.
        WrongKeys: the present one was made under other keys.
    """
    events = _count(connection)
    if not events:
        return _REPLACED
    require_keys(connection, vault)
    present = _end(connection, vault)
    theirs = _Backup(erased_ids(connection, vault))
    _read(connection, theirs, lines, present)
    if not _one_chain(connection, present, theirs):
        raise _apart()
    longer = theirs.events > events or theirs.head.position > present.position
    if theirs.shared == events and longer:
        return _REPLACED
    if theirs.shared == theirs.events:
        return Outcome(LEDGER, theirs.forgotten)
    raise _apart()


def _end(connection: Connection, vault: Vault) -> Head:
    try:
        return SqlConsentChain(connection, vault).head()
    except ChainBroken as error:
        raise _apart() from error


def _read(connection: Connection, theirs: _Backup, lines: Iterable[str], present: Head) -> None:
    for table, rows in batches(line for line in lines if line.startswith(_OURS)):
        _take(connection, theirs, table, rows, present)


def _take(
    connection: Connection,
    theirs: _Backup,
    table: Table,
    rows: Sequence[dict[str, Any]],
    present: Head,
) -> None:
    if table is CONSENT_EVENTS:
        theirs.events += len(rows)
        theirs.shared += _shared(connection, rows)
    elif table is CONSENT_EVIDENCE:
        gone = (row["person_hash"] for row in rows if str(row["event_id"]) in theirs.erased)
        theirs.forgotten.update(filter(None, gone))
    elif table is CONSENT_HEADS:
        theirs.head = Head(rows[0]["position"], rows[0]["seal"])
    elif table is CONSENT_SEALS:
        there = [row["seal"] for row in rows if row["position"] == present.position]
        theirs.seal_there = there[0] if there else theirs.seal_there


def _shared(connection: Connection, rows: Sequence[dict[str, Any]]) -> int:
    event = CONSENT_EVENTS.c
    ours = select(event.id, event.digest).where(event.id.in_([row["id"] for row in rows]))
    digests = {row.id: row.digest for row in connection.execute(ours)}
    return sum(digests.get(row["id"]) == row["digest"] for row in rows)


def _one_chain(connection: Connection, present: Head, theirs: _Backup) -> bool:
    """Whether the shorter of the two chains is the beginning of the longer one."""
    if present.position < theirs.head.position:
        return present == START or theirs.seal_there == present.seal
    there = select(CONSENT_SEALS.c.seal).where(CONSENT_SEALS.c.position == theirs.head.position)
    seal = connection.execute(there).scalar_one_or_none()
    return theirs.head == START or theirs.head.seal == seal


def _count(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(CONSENT_EVENTS)).scalar_one())


def _apart() -> BackupFault:
    return BackupFault(
        "the consent ledger in the database does not go on from the one in the backup, and neither "
        "may be lost: restore into an empty database, and keep this one for what it proves"
    )
