"""Rings in SQL: calls that people asked for."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, func, or_, select, update

from service.adapters.sql.call_rows import caller_hash, insert_call, new_call, read_call
from service.adapters.sql.tables import CALLS, LEGS, SUPPORTERS, SUPPRESSIONS
from service.adapters.vault import Vault
from service.domain.records import Call, CallStatus
from service.domain.rings import RingBack

_PLACED = (CallStatus.DIALING, CallStatus.IN_DOUBT, CallStatus.RINGING, CallStatus.IN_PROGRESS)

_HELD = (
    select(SUPPORTERS.c.id)
    .where(SUPPORTERS.c.id == CALLS.c.supporter_id, SUPPORTERS.c.held_at.is_not(None))
    .exists()
)
"""Whether the person of a call may have said stop: a ring that waits goes on waiting."""

# Built once: building a statement costs more than running it.
_WAITING = (
    select(func.count())
    .select_from(CALLS)
    .where(CALLS.c.status == CallStatus.QUEUED, CALLS.c.due_at <= bindparam("now"), ~_HELD)
)
_UNDER_WAY = (
    select(CALLS.c.id)
    .where(
        CALLS.c.caller_hash == bindparam("hash"),
        CALLS.c.rung,
        or_(
            (CALLS.c.status == CallStatus.QUEUED)
            & ((CALLS.c.attempt == 1) | (CALLS.c.due_at <= bindparam("now")))
            & ~_HELD,
            CALLS.c.status.in_(_PLACED) & (CALLS.c.updated_at > bindparam("since")),
        ),
    )
    .limit(1)
)
_UNWANTED = select(CALLS.c.id, CALLS.c.call_sid).where(
    CALLS.c.rung,
    CALLS.c.confirmed_at.is_(None),
    CALLS.c.status.in_(_PLACED),
    CALLS.c.call_sid.is_not(None),
    CALLS.c.attempted_at > bindparam("since"),
    or_(
        CALLS.c.supporter_id.is_(None),
        CALLS.c.caller_hash.in_(select(SUPPRESSIONS.c.phone_hash)),
        (_HELD | CALLS.c.unwanted_at.is_not(None)) & (CALLS.c.status == CallStatus.RINGING),
    ),
)


class SqlRings:
    """Implements ``ports.rings.Rings``."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        """Work inside this connection's transaction."""
        self._connection = connection
        self._vault = vault

    def promise(
        self,
        supporter_id: int,
        e164: str,
        ring: RingBack,
        our_number: str,
        now: datetime,
        due: datetime,
        retry_of: Call | None = None,
    ) -> int:
        """Queue a ring back; a retry that is queued already is found again."""
        if retry_of and (retry := self._ids(CALLS.c.retry_of == retry_of.id, order=CALLS.c.id)):
            return retry[0]
        row = new_call(ring, our_number, now) | {
            "rung": True,
            "status": CallStatus.QUEUED,
            "supporter_id": supporter_id,
            "caller_hash": caller_hash(self._vault, e164),
            "due_at": due,
            "attempt": retry_of.attempt + 1 if retry_of else 1,
            "retry_of": retry_of.id if retry_of else None,
        }
        return insert_call(self._connection, row)

    def cancel_promises(
        self, supporter_id: int, now: datetime, asked_since: datetime | None = None
    ) -> None:
        """Cancel every ring back that has not been placed, or only those asked for since then.

        Those under way that no person took are marked with them, and before any is canceled:
        whatever goes back into the queue at this moment is met in one place or the other.
        """
        theirs = (CALLS.c.supporter_id == supporter_id) & CALLS.c.rung
        if asked_since is not None:
            theirs &= CALLS.c.requested_at >= asked_since
        queued = CALLS.c.status == CallStatus.QUEUED
        under_way = CALLS.c.status.in_(_PLACED) & CALLS.c.confirmed_at.is_(None)
        marked = update(CALLS).where(theirs, queued | under_way).values(unwanted_at=now)
        self._connection.execute(marked)
        canceled = {"status": CallStatus.CANCELED, "updated_at": now, "ended_at": now}
        self._connection.execute(update(CALLS).where(theirs, queued).values(canceled))

    def tries(self, call_id: int) -> list[Call]:
        """A ring and, behind it, the one more try of it."""
        query = (
            select(CALLS)
            .where(or_(CALLS.c.id == call_id, CALLS.c.retry_of == call_id))
            .order_by(CALLS.c.id)
        )
        return [read_call(row) for row in self._connection.execute(query)]

    def promised(self, supporter_id: int) -> bool:
        """Whether a ring back of this person is queued, due or not."""
        return bool(
            self._ids(
                CALLS.c.supporter_id == supporter_id,
                CALLS.c.status == CallStatus.QUEUED,
                order=CALLS.c.id,
            )
        )

    def due(self, now: datetime) -> list[int]:
        """Ids of promised calls whose time has come, oldest first."""
        return self._ids(
            CALLS.c.status == CallStatus.QUEUED, CALLS.c.due_at <= now, ~_HELD, order=CALLS.c.due_at
        )

    def waiting(self, now: datetime) -> int:
        """How many promised calls are due and not yet placed."""
        return self._connection.execute(_WAITING, {"now": now}).scalar_one()

    def under_way(self, e164: str, since: datetime, now: datetime) -> bool:
        """Whether a ring to this number is due now, or one that was placed since then goes on."""
        asked = {"hash": caller_hash(self._vault, e164), "since": since, "now": now}
        return self._connection.execute(_UNDER_WAY, asked).one_or_none() is not None

    def engaged(self, e164: str, but: int, since: datetime) -> bool:
        """Whether it is on another call that moved since then, whoever placed it."""
        return bool(
            self._ids(
                CALLS.c.caller_hash == caller_hash(self._vault, e164),
                CALLS.c.id != but,
                CALLS.c.status.in_(_PLACED),
                CALLS.c.updated_at > since,
                order=CALLS.c.id,
            )
        )

    def dialed_in(self, e164: str, since: datetime, now: datetime) -> bool:
        """Whether this number has called us since then, and is on the line or got to an office."""
        dialed = select(LEGS.c.id).where(LEGS.c.call_id == CALLS.c.id).exists()
        return bool(
            self._ids(
                CALLS.c.caller_hash == caller_hash(self._vault, e164),
                ~CALLS.c.rung,
                CALLS.c.requested_at > since,
                CALLS.c.requested_at <= now,
                or_(CALLS.c.status.in_(_PLACED), dialed),
                order=CALLS.c.id,
            )
        )

    def unwanted(self, since: datetime) -> Mapping[int, str]:
        """CallSids, by id, of calls placed since then whose person may not want them."""
        asked = {"since": since}
        return {row.id: row.call_sid for row in self._connection.execute(_UNWANTED, asked)}

    def _ids(self, *conditions: ColumnElement[bool], order: ColumnElement[Any]) -> list[int]:
        query = select(CALLS.c.id).where(*conditions).order_by(order, CALLS.c.id)
        return list(self._connection.execute(query).scalars())
