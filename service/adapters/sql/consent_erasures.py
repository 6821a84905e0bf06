"""Which events of the ledger may lack their evidence, because an erasure took it.

An erasure is believed by its own evidence alone, which nobody can make without the keys: else
whoever writes into the tables could delete evidence and add an event that says it was erased.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row

from service.adapters.sql.consent_proof import ERASES, ID, differences
from service.adapters.sql.consent_rows import erasures, facts_of
from service.adapters.vault import Vault


def erased_ids(connection: Connection, vault: Vault) -> frozenset[str]:
    """Ids, as they are written, of the events that erasures with evidence name."""
    rows = connection.execute(erasures(connection))
    return frozenset(name for row in rows for name in _named(vault, row))


def _named(vault: Vault, row: Row[Any]) -> Iterator[str]:
    facts = facts_of(row) or ()
    if row.evidence_of is None or any(differences(vault, facts, row)):
        return
    # Whatever it took was there before it: nothing vouches for what was added behind it.
    yield from (name for name in str(facts[ERASES]).split() if int(name) < int(str(facts[ID])))
