"""The consent ledger in SQL: events that name nobody, and evidence that can be erased.

An event carries only a keyed digest of its evidence, with a salt among it. Once the evidence is
gone the digest leads back to no one, and the chain that ``sql.consent_seals`` makes of the events
still holds. The evidence repeats what the event says: else the evidence of a stop could be copied
to stand beside an agreement.
"""

import json
from datetime import datetime
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select

from service.adapters.sql.tables import CONSENT_EVENTS, CONSENT_EVIDENCE
from service.adapters.vault import Vault
from service.domain.consent import Channel, ConsentEvent, ConsentKind, Programme
from service.domain.consent_chain import moment

EVIDENCE = "consent_evidence.evidence"
_TOLD = ("wording", "words", "reference", "by")
"""Fields of an event that are evidence."""

# Built once: building a statement costs more than running it.
_EVENT = insert(CONSENT_EVENTS).returning(CONSENT_EVENTS.c.id)
_EVIDENCE = insert(CONSENT_EVIDENCE)
_OF = (
    select(CONSENT_EVENTS, CONSENT_EVIDENCE.c.evidence_sealed)
    .join(CONSENT_EVIDENCE, CONSENT_EVIDENCE.c.event_id == CONSENT_EVENTS.c.id)
    .where(CONSENT_EVIDENCE.c.person_hash == bindparam("hash"))
    .order_by(CONSENT_EVENTS.c.id)
)

_CAME_BACK = (
    select(func.max(CONSENT_EVENTS.c.at))
    .join(CONSENT_EVIDENCE, CONSENT_EVIDENCE.c.event_id == CONSENT_EVENTS.c.id)
    .where(
        CONSENT_EVIDENCE.c.person_hash == bindparam("hash"),
        CONSENT_EVENTS.c.kind == ConsentKind.RESTARTED,
    )
)


def digest_of(vault: Vault, evidence: str) -> bytes:
    """What an event keeps of its evidence."""
    return vault.mark(evidence.encode(), EVIDENCE)


class SqlConsents:
    """Implements ``ports.consents.Consents``."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        """Work inside this connection's transaction."""
        self._connection = connection
        self._vault = vault
        self.erased = False
        """Whether evidence was erased in this transaction."""

    def record(self, e164: str, event: ConsentEvent) -> None:
        """Add an event and its evidence."""
        self._add(event, person=e164)

    def of(self, e164: str) -> list[ConsentEvent]:
        """Events whose evidence names this number. Raises Unreadable."""
        rows = self._connection.execute(_OF, {"hash": self._vault.digest(e164)})
        return [self._read(row) for row in rows]

    def came_back(self, e164: str) -> datetime | None:
        """When it last came back; told without opening any evidence."""
        hashed = {"hash": self._vault.digest(e164)}
        at: datetime | None = self._connection.execute(_CAME_BACK, hashed).scalar_one()
        return at

    def erase(self, e164: str, now: datetime, channel: Channel, by: str) -> None:
        """Delete the evidence; the event of it says of which events."""
        evidence = CONSENT_EVIDENCE.c
        # In one statement: what another transaction adds meanwhile is either named or stays.
        theirs = delete(CONSENT_EVIDENCE).where(evidence.person_hash == self._vault.digest(e164))
        ids = sorted(self._connection.execute(theirs.returning(evidence.event_id)).scalars())
        if not ids:
            return
        self.erased = True
        erased = ConsentEvent(ConsentKind.ERASED, channel, now, by=by)
        self._add(erased, person="", erases=" ".join(map(str, ids)))

    def _add(self, event: ConsentEvent, person: str, erases: str | None = None) -> None:
        told = {name: getattr(event, name) for name in _TOLD}
        says = [moment(event.at), event.kind, event.programme, event.channel, erases]
        proof = {"person": person, "event": says, "salt": token_hex(16)}
        evidence = json.dumps(told | proof, sort_keys=True)
        row = {
            "at": event.at,
            "kind": event.kind,
            "programme": event.programme,
            "channel": event.channel,
            "digest": digest_of(self._vault, evidence),
            "erases": erases,
        }
        event_id = self._connection.execute(_EVENT, row).scalar_one()
        kept = {
            "event_id": event_id,
            "person_hash": self._vault.digest(person) if person else None,
            "evidence_sealed": self._vault.seal(evidence, EVIDENCE),
        }
        self._connection.execute(_EVIDENCE, kept)

    def _read(self, row: Row[Any]) -> ConsentEvent:
        told = json.loads(self._vault.open(row.evidence_sealed, EVIDENCE))
        return ConsentEvent(
            kind=ConsentKind(row.kind),
            channel=Channel(row.channel),
            at=row.at,
            programme=Programme(row.programme) if row.programme else None,
            **{name: told[name] for name in _TOLD},
        )
