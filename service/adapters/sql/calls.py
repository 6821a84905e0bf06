"""Calls in SQL: promises, statuses and pace. Their legs are in ``sql.legs``."""

from datetime import datetime
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Row,
    Select,
    bindparam,
    func,
    insert,
    or_,
    select,
    update,
)

from service.adapters.sql.legs import SqlLegs
from service.adapters.sql.tables import CALLS, SUPPORTERS
from service.adapters.vault import Vault
from service.domain.conversation import RingBack
from service.domain.phone import Phone
from service.domain.records import Call, CallStatus
from service.domain.words import Language

ANONYMOUS = "anonymous"
"""What is hashed in place of a number for callers who show none: they share one allowance."""

_PLACED = (CallStatus.DIALING, CallStatus.IN_DOUBT, CallStatus.RINGING, CallStatus.IN_PROGRESS)


def _one(column: str) -> Select[Any]:
    """A call and its person, both locked: the person first, as everybody does.

    Whoever locked them the other way round would sooner or later wait for somebody who waits for
    them. The count is of no use but to have the person looked for before the call is locked.
    """
    key: BindParameter[Any] = bindparam("key")
    person = (
        select(SUPPORTERS.c.id)
        .join(CALLS, SUPPORTERS.c.phone_hash == CALLS.c.caller_hash)
        .where(CALLS.c[column] == key)
        .with_for_update(of=SUPPORTERS)
        .cte("person")
    )
    first = select(func.count()).select_from(person).scalar_subquery() >= 0
    return select(CALLS).where(CALLS.c[column] == key, first).with_for_update(of=CALLS)


# Statements of the request path are built once: building one costs more than running it.
_ONE = {column: _one(column) for column in ("id", "call_sid", "token")}
_UPDATE = update(CALLS).where(CALLS.c.id == bindparam("row"))
_WAITING = (
    select(func.count())
    .select_from(CALLS)
    .where(CALLS.c.status == CallStatus.QUEUED, CALLS.c.due_at <= bindparam("now"))
)
_RINGS = (
    select(func.count())
    .select_from(CALLS)
    .where(
        CALLS.c.supporter_id == bindparam("supporter"),
        CALLS.c.rung,
        CALLS.c.attempt == 1,
        CALLS.c.requested_at > bindparam("since"),
    )
)
_UNDER_WAY = (
    select(CALLS.c.id)
    .where(
        CALLS.c.supporter_id == bindparam("supporter"),
        CALLS.c.rung,
        or_(
            (CALLS.c.status == CallStatus.QUEUED)
            & ((CALLS.c.attempt == 1) | (CALLS.c.due_at <= bindparam("now"))),
            CALLS.c.status.in_(_PLACED) & (CALLS.c.updated_at > bindparam("since")),
        ),
    )
    .limit(1)
)


class SqlCalls(SqlLegs):
    """Implements ``ports.calls.Calls``."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        """Work inside this connection's transaction."""
        super().__init__(connection)
        self._vault = vault

    def _caller_hash(self, e164: str) -> bytes:
        return self._vault.digest(e164 or ANONYMOUS)

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
        row = self._new(ring, our_number, now) | {
            "rung": True,
            "status": CallStatus.QUEUED,
            "supporter_id": supporter_id,
            "caller_hash": self._caller_hash(e164),
            "due_at": due,
            "attempt": retry_of.attempt + 1 if retry_of else 1,
            "retry_of": retry_of.id if retry_of else None,
        }
        return self._insert(row)

    def arrived(
        self,
        sid: str,
        caller: Phone,
        supporter_id: int | None,
        ring: RingBack,
        our_number: str,
        now: datetime,
    ) -> Call:
        """The row of a dial-in call."""
        known = self.by_sid(sid)
        if known:
            return known
        row = self._new(ring, our_number, now) | {
            "rung": False,
            "call_sid": sid,
            "status": CallStatus.IN_PROGRESS,
            "supporter_id": supporter_id,
            "caller_hash": self._caller_hash(caller.e164),
            "attempt": 1,
        }
        written = select(CALLS).where(CALLS.c.id == self._insert(row))
        return _read(self._connection.execute(written).one())

    def _insert(self, row: dict[str, Any]) -> int:
        inserted = self._connection.execute(insert(CALLS).values(row).returning(CALLS.c.id))
        return int(inserted.scalar_one())

    @staticmethod
    def _new(ring: RingBack, our_number: str, now: datetime) -> dict[str, Any]:
        return {
            "token": token_urlsafe(16),
            "our_number": our_number,
            "campaign": ring.campaign,
            "revision": ring.revision,
            "language": ring.language,
            "state": ring.state,
            "requested_at": now,
            "updated_at": now,
            "sequence": -1,
        }

    def get(self, call_id: int) -> Call | None:
        """A call by id, locked after its person."""
        return self._one("id", call_id)

    def by_sid(self, sid: str) -> Call | None:
        """A call by CallSid, locked after its person."""
        return self._one("call_sid", sid)

    def by_token(self, token: str) -> Call | None:
        """A call by its opaque token, locked after its person."""
        return self._one("token", token)

    def _one(self, column: str, key: int | str) -> Call | None:
        row = self._connection.execute(_ONE[column], {"key": key}).one_or_none()
        return _read(row) if row else None

    def move(
        self,
        call_id: int,
        status: CallStatus,
        now: datetime,
        *,
        sid: str | None = None,
        seconds: int | None = None,
        sequence: int | None = None,
        error_code: int | None = None,
        due: datetime | None = None,
    ) -> None:
        """Set a call's status; what is None stays as it was, as does a sid of another call's."""
        taken = self._count(CALLS.c.call_sid == sid, CALLS.c.id != call_id)
        came = {
            "call_sid": None if taken else sid,
            "seconds": seconds,
            "sequence": sequence,
            "error_code": error_code,
            "due_at": due,
            "ended_at": now if status.over else None,
        }
        values = {name: value for name, value in came.items() if value is not None}
        self._update(call_id, status=status, updated_at=now, **values)

    def _update(self, call_id: int, **values: Any) -> None:
        self._connection.execute(_UPDATE, {"row": call_id, **values})

    def attempt(self, call_id: int, now: datetime) -> None:
        """The carrier is about to be asked to place it."""
        begun = update(CALLS).where(CALLS.c.id == call_id)
        self._connection.execute(
            begun.values(
                status=CallStatus.DIALING,
                attempts=CALLS.c.attempts + 1,
                attempted_at=now,
                looks=0,
                looked_at=None,
                updated_at=now,
            )
        )

    def looked(self, call_id: int, now: datetime) -> None:
        """The carrier was asked, and did not know of it."""
        seen = update(CALLS).where(CALLS.c.id == call_id)
        self._connection.execute(seen.values(looks=CALLS.c.looks + 1, looked_at=now))

    def doubtful(self, attempted_before: datetime, looked_before: datetime) -> list[int]:
        """Ids of calls in doubt that it is time to ask the carrier about."""
        return self._ids(
            CALLS.c.status == CallStatus.IN_DOUBT,
            CALLS.c.attempted_at < attempted_before,
            or_(CALLS.c.looked_at.is_(None), CALLS.c.looked_at < looked_before),
            order=CALLS.c.attempted_at,
        )

    def sids_of(self, supporter_id: int) -> frozenset[str]:
        """Every CallSid that we know of for a person."""
        query = select(CALLS.c.call_sid).where(
            CALLS.c.supporter_id == supporter_id, CALLS.c.call_sid.is_not(None)
        )
        return frozenset(self._connection.execute(query).scalars())

    def confirm(self, call_id: int, now: datetime) -> None:
        """A person took the call."""
        self._update(call_id, confirmed_at=now)

    def heard(self, call_id: int, language: Language, state: str) -> None:
        """What the caller has told so far."""
        self._update(call_id, language=language, state=state)

    def cancel_promises(self, supporter_id: int, now: datetime) -> None:
        """Cancel every ring back that has not been placed."""
        self._connection.execute(
            update(CALLS)
            .where(CALLS.c.supporter_id == supporter_id, CALLS.c.status == CallStatus.QUEUED)
            .values(status=CallStatus.CANCELED, updated_at=now, ended_at=now)
        )

    def promised(self, supporter_id: int) -> bool:
        """Whether a ring back of this person is queued, due or not."""
        return bool(
            self._count(CALLS.c.supporter_id == supporter_id, CALLS.c.status == CallStatus.QUEUED)
        )

    def due(self, now: datetime) -> list[int]:
        """Ids of promised calls whose time has come, oldest first."""
        return self._ids(
            CALLS.c.status == CallStatus.QUEUED, CALLS.c.due_at <= now, order=CALLS.c.due_at
        )

    def waiting(self, now: datetime) -> int:
        """How many promised calls are due and not yet placed."""
        return self._connection.execute(_WAITING, {"now": now}).scalar_one()

    def rings_since(self, supporter_id: int, since: datetime) -> int:
        """How many first rings a person asked for since then."""
        asked = {"supporter": supporter_id, "since": since}
        return self._connection.execute(_RINGS, asked).scalar_one()

    def under_way(self, supporter_id: int, since: datetime, now: datetime) -> bool:
        """Whether a person's ring is due now, or they are on one that was placed since then."""
        asked = {"supporter": supporter_id, "since": since, "now": now}
        return self._connection.execute(_UNDER_WAY, asked).one_or_none() is not None

    def stale(self, status: CallStatus, before: datetime) -> list[int]:
        """Ids of calls that have stood at a status since before then, locked.

        Those that somebody is at work on are left out: they move by themselves.
        """
        query = (
            select(CALLS.c.id)
            .where(CALLS.c.status == status, CALLS.c.updated_at < before)
            .order_by(CALLS.c.updated_at, CALLS.c.id)
            .with_for_update(skip_locked=True)
        )
        return list(self._connection.execute(query).scalars())

    def _ids(self, *conditions: ColumnElement[bool], order: ColumnElement[Any]) -> list[int]:
        query = select(CALLS.c.id).where(*conditions).order_by(order, CALLS.c.id)
        return list(self._connection.execute(query).scalars())

    def _count(self, *conditions: ColumnElement[bool]) -> int:
        query = select(func.count()).select_from(CALLS).where(*conditions)
        return self._connection.execute(query).scalar_one()

    def reached(self, caller: Phone, since: datetime, times: int) -> frozenset[str]:
        """Senators that this number's calls reached at least so many times since then."""
        return self._reached(self._caller_hash(caller.e164), since, times)


def _read(row: Row[Any]) -> Call:
    return Call(
        id=row.id,
        token=row.token,
        rung=row.rung,
        status=CallStatus(row.status),
        campaign=row.campaign,
        revision=row.revision,
        language=Language(row.language),
        state=row.state,
        supporter_id=row.supporter_id,
        our_number=row.our_number,
        requested_at=row.requested_at,
        due_at=row.due_at,
        sid=row.call_sid,
        attempt=row.attempt,
        attempts=row.attempts,
        attempted_at=row.attempted_at,
        looks=row.looks,
        confirmed=row.confirmed_at is not None,
        sequence=row.sequence,
    )
