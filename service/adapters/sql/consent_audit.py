"""Reads the consent ledger and says what is wrong in it. Changes nothing.

Rows are streamed: of a ledger of any size only the ids that erasures name are held at once.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, Row, func, select

from service.adapters.sql.backup_file import ROWS_AT_ONCE
from service.adapters.sql.consent_anchorage import anchor_faults
from service.adapters.sql.consent_end import RecordedEnd
from service.adapters.sql.consent_erasures import erased_ids
from service.adapters.sql.consent_proof import Proof
from service.adapters.sql.consent_rows import (
    as_bytes,
    every_byte,
    facts_of,
    raw,
    sealed,
    unsealed,
)
from service.adapters.sql.consent_seals import seal_of
from service.adapters.sql.engine import snapshot
from service.adapters.sql.tables import CONSENT_EVENTS, CONSENT_EVIDENCE, CONSENT_SEALS
from service.adapters.vault import Vault
from service.domain.consent_chain import START, Facts, Head, Link, Walk
from service.domain.consent_report import ConsentReport

_EVENT, _EVIDENCE, _SEAL = CONSENT_EVENTS.c, CONSENT_EVIDENCE.c, CONSENT_SEALS.c


def audit(engine: Engine, vault: Vault, anchors: Sequence[Head]) -> ConsentReport:
    """Every event, its evidence, every seal, and the anchors. Raises SQLAlchemyError."""
    with snapshot(engine, yield_per=ROWS_AT_ONCE) as connection, every_byte(connection):
        return _Audit(connection, vault, anchors).of_all()


def audit_end(
    engine: Engine, vault: Vault, anchors: Sequence[Head], links: int
) -> tuple[Head, Sequence[str]]:
    """The last so many links and the anchors alone: the end, and the faults.

    Raises SQLAlchemyError.
    """
    with snapshot(engine) as connection, every_byte(connection):
        return _Audit(connection, vault, anchors).of_end(links)


class _Audit:
    """One look, in a connection that sees the ledger as it was at one moment."""

    def __init__(self, connection: Connection, vault: Vault, anchors: Sequence[Head]) -> None:
        self._connection = connection
        self._vault = vault
        self._anchors = anchors
        self._faults: list[str] = []

    def of_all(self) -> ConsentReport:
        proof = Proof(self._vault, erased_ids(self._connection, self._vault))
        events = 0
        walk = self._walk(START)
        for row in self._connection.execute(sealed(self._connection)):
            if facts := self._follow(walk, row):
                events += 1
                self._faults += proof.faults(facts, row)
        new = self._look_at_unsealed(proof)
        self._faults += [*self._strays(), *self._copies()]
        self._close(walk)
        return ConsentReport(
            events=events + new,
            sealed=events,
            unsealed=new,
            erased=proof.erased,
            head=walk.end,
            faults=tuple(self._faults),
        )

    def of_end(self, links: int) -> tuple[Head, Sequence[str]]:
        start = self._before_last(links)
        walk = self._walk(start)
        for row in self._connection.execute(sealed(self._connection, start.position)):
            self._follow(walk, row)
        self._close(walk)
        return walk.end, self._faults

    def _walk(self, start: Head) -> Walk:
        return Walk(lambda content: seal_of(self._vault, content), start)

    def _follow(self, walk: Walk, row: Row[Any]) -> Facts | None:
        event = row.sealed_event if isinstance(row.sealed_event, int) else "without a number"
        facts = facts_of(row)
        self._faults += walk.follow(Link(row.position, str(event), as_bytes(row.seal), facts))
        return facts

    def _close(self, walk: Walk) -> None:
        recorded = RecordedEnd(self._connection, self._vault)
        self._faults += walk.close(recorded.head)
        self._faults += recorded.faults(walk.end)
        self._faults += anchor_faults(self._connection, self._anchors, walk.end)

    def _look_at_unsealed(self, proof: Proof) -> int:
        count = 0
        for row in self._connection.execute(unsealed(self._connection)):
            count += 1
            self._faults += proof.faults(facts_of(row) or (), row)
        return count

    def _strays(self) -> Iterator[str]:
        """Evidence of no event."""
        strays = (
            select(raw(_EVIDENCE.event_id))
            .outerjoin_from(CONSENT_EVIDENCE, CONSENT_EVENTS, _EVENT.id == _EVIDENCE.event_id)
            .where(_EVENT.id.is_(None))
        )
        for event in self._connection.execute(strays).scalars():
            yield f"there is evidence of event {event}, which is not there"

    def _copies(self) -> Iterator[str]:
        """Events that are copies of others: salted as they are, no two have one digest."""
        copies = (
            select(func.min(_EVENT.id).label("first"), func.max(_EVENT.id).label("last"))
            .group_by(_EVENT.digest)
            .having(func.count() > 1)
        )
        for row in self._connection.execute(copies):
            yield f"event {row.last} is a copy of event {row.first}"

    def _before_last(self, links: int) -> Head:
        """The link that the last so many follow."""
        newest = select(_SEAL.position, raw(_SEAL.seal)).order_by(_SEAL.position.desc())
        row = self._connection.execute(newest.offset(links).limit(1)).one_or_none()
        return Head(row[0], as_bytes(row[1])) if row else START
