"""Seals the ledger's events in SQL, after the fact: whoever records one waits for no other."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select, update

from service.adapters.sql.consent_rows import as_bytes, facts_columns, facts_of
from service.adapters.sql.tables import CONSENT_EVENTS, CONSENT_HEADS, CONSENT_SEALS
from service.adapters.vault import Vault
from service.domain.consent_chain import START, Facts, Head, canonical, covered
from service.ports.store import StoreDown

CHAIN = "chain"
"""The name of the one row that tells where the chain ends."""
_SEAL, _MARK = "consent_seals.seal", "consent_heads.mark"

_LATE_BY = 10_000
"""Ids that a transaction may be overtaken by and still be looked for in every round."""

_LAST: Select[Any] = (
    select(CONSENT_SEALS.c.position, CONSENT_SEALS.c.seal)
    .order_by(CONSENT_SEALS.c.position.desc())
    .limit(1)
)
_HEAD = select(CONSENT_HEADS).where(CONSENT_HEADS.c.name == CHAIN)


def seal_of(vault: Vault, content: bytes) -> bytes:
    """The keyed hash that is a seal."""
    return vault.mark(content, _SEAL)


def mark_of(vault: Vault, head: Head) -> bytes:
    """The keyed hash that proves the row of the chain's end."""
    return vault.mark(canonical([head.position, head.seal]), _MARK)


class ChainBroken(StoreDown):
    """The chain does not end where it is recorded to: nothing more is sealed onto it."""

    def __init__(self, how: str) -> None:
        super().__init__(
            f"the chain of the consent ledger {how}: run patchline consent verify, and see "
            "docs/operating.md"
        )


class SqlConsentChain:
    """Implements ``ports.consent_chain.ConsentChain``."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        """Work inside this connection's transaction."""
        self._connection = connection
        self._vault = vault

    def seal(self, limit: int, *, late: bool = False) -> int:
        """Seal what is committed and not sealed.

        Another sealer is waited for at the row of the end. Before there is one it is found out by
        the position that both would take, and the loser begins anew.
        """
        head = self.head()
        links = list(self._links(head, self._unsealed(limit, late)))
        if links:
            self._connection.execute(insert(CONSENT_SEALS), links)
            self._move(head, Head(links[-1]["position"], links[-1]["seal"]))
        return len(links)

    def head(self) -> Head:
        """Where the chain ends, held for the rest of the transaction."""
        row, last = self._ends()
        if row is None and last is not None:
            # Another's very first seals may have been committed between the two looks.
            row, last = self._ends()
        recorded = Head(row.position, as_bytes(row.seal)) if row else START
        if recorded != (Head(last.position, as_bytes(last.seal)) if last else START):
            raise ChainBroken("does not end where it is recorded to")
        if row and row.mark != mark_of(self._vault, recorded):
            raise ChainBroken("has an end that was not recorded by us")
        return recorded

    def _ends(self) -> tuple[Row[Any] | None, Row[Any] | None]:
        """The recorded end, held, and then the last link."""
        row: Row[Any] | None = self._connection.execute(_HEAD.with_for_update()).one_or_none()
        last: Row[Any] | None = self._connection.execute(_LAST).one_or_none()
        return row, last

    def _unsealed(self, limit: int, late: bool) -> Iterable[Row[Any]]:
        event, seal = CONSENT_EVENTS.c, CONSENT_SEALS.c
        waiting = (
            select(*facts_columns(self._connection))
            .outerjoin_from(CONSENT_EVENTS, CONSENT_SEALS, seal.event_id == event.id)
            .where(seal.event_id.is_(None))
            .order_by(event.id)
            .limit(limit)
        )
        if not late:
            newest = self._connection.execute(select(func.max(seal.event_id))).scalar_one() or 0
            waiting = waiting.where(event.id > newest - _LATE_BY)
        return self._connection.execute(waiting)

    def _links(self, head: Head, rows: Iterable[Row[Any]]) -> Iterable[dict[str, Any]]:
        for row in rows:
            facts: Facts = facts_of(row) or ()
            position = head.position + 1
            head = Head(position, seal_of(self._vault, covered(position, head.seal, facts)))
            yield {"position": position, "event_id": facts[0], "seal": head.seal}

    def _move(self, before: Head, head: Head) -> None:
        values = {
            "position": head.position,
            "seal": head.seal,
            "mark": mark_of(self._vault, head),
        }
        if before == START:
            self._connection.execute(insert(CONSENT_HEADS).values(name=CHAIN, **values))
            return
        moved = update(CONSENT_HEADS).where(CONSENT_HEADS.c.name == CHAIN)
        self._connection.execute(moved.values(values))
