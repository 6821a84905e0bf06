"""Calls in SQL: promises, statuses and doubts. Their legs are in ``sql.legs``."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Select,
    bindparam,
    case,
    func,
    insert,
    null,
    or_,
    select,
    update,
)

from service.adapters.sql.call_rows import caller_hash, new_call, read_call
from service.adapters.sql.prepared import Prepared
from service.adapters.sql.tables import CALLS, SUPPORTERS
from service.adapters.vault import Vault
from service.domain.phone import Phone
from service.domain.records import Call, CallStatus
from service.domain.rings import RingBack
from service.domain.words import Language


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


_ONE = {column: Prepared(_one(column)) for column in ("id", "call_sid", "token")}
_ARRIVED = Prepared(insert(CALLS).returning(CALLS))
_TAKEN = Prepared(select(CALLS.c.id).where(CALLS.c.call_sid == bindparam("sid")))
_UPDATE = Prepared(update(CALLS).where(CALLS.c.id == bindparam("row")))


class SqlCalls:
    """Implements ``ports.calls.Calls``."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        """Work inside this connection's transaction."""
        self._connection = connection
        self._vault = vault

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
        row = new_call(ring, our_number, now) | {
            "rung": False,
            "call_sid": sid,
            "status": CallStatus.IN_PROGRESS,
            "supporter_id": supporter_id,
            "caller_hash": caller_hash(self._vault, caller.e164),
            "attempt": 1,
        }
        return read_call(_ARRIVED.first(self._connection, **row))

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
        row = _ONE[column].first(self._connection, key=key)
        return read_call(row) if row else None

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
    ) -> None:
        """Move a call forward; what is None stays as it was, as does a sid of another call's."""
        call = self.get(call_id)
        if call is None:
            return
        came: dict[str, Any] = {
            "call_sid": None if call.sid or self._taken(sid) else sid,
            "seconds": seconds,
            "sequence": sequence,
            "error_code": error_code,
        }
        if status.rank > call.status.rank:
            came |= {"status": status, "updated_at": now}
            came["ended_at"] = now if status.over else None
        values = {name: value for name, value in came.items() if value is not None}
        if values:
            self._update(call_id, **values)

    def _taken(self, sid: str | None) -> bool:
        # Not locked: two calls of two people must never be held by one transaction.
        return sid is not None and bool(_TAKEN.first(self._connection, sid=sid))

    def requeue(self, call_id: int, now: datetime, due: datetime) -> None:
        """Put a call that the carrier certainly does not have (back) into the queue.

        One that was called off meanwhile ends instead.
        """
        unsettled = (CallStatus.QUEUED, CallStatus.DIALING, CallStatus.IN_DOUBT)
        wanted = CALLS.c.unwanted_at.is_(None)
        self._connection.execute(
            update(CALLS)
            .where(CALLS.c.id == call_id, CALLS.c.status.in_(unsettled))
            .values(
                status=case((wanted, CallStatus.QUEUED), else_=CallStatus.CANCELED),
                ended_at=case((wanted, null()), else_=now),
                updated_at=now,
                due_at=due,
            )
        )

    def _update(self, call_id: int, **values: Any) -> None:
        _UPDATE.rows(self._connection, row=call_id, **values)

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
        query = (
            select(CALLS.c.id)
            .where(
                CALLS.c.status == CallStatus.IN_DOUBT,
                CALLS.c.attempted_at < attempted_before,
                or_(CALLS.c.looked_at.is_(None), CALLS.c.looked_at < looked_before),
            )
            .order_by(CALLS.c.attempted_at, CALLS.c.id)
        )
        return list(self._connection.execute(query).scalars())

    def sids_of(self, supporter_id: int) -> frozenset[str]:
        """Every CallSid that we know of for a person."""
        query = select(CALLS.c.call_sid).where(
            CALLS.c.supporter_id == supporter_id, CALLS.c.call_sid.is_not(None)
        )
        return frozenset(self._connection.execute(query).scalars())

    def confirm(self, call_id: int, now: datetime) -> None:
        """A person took the call."""
        self._update(call_id, confirmed_at=now)

    def known_as(self, call_id: int, supporter_id: int) -> None:
        """A stranger's call is this person's from now on."""
        self._update(call_id, supporter_id=supporter_id)

    def texted(self, call_id: int, now: datetime) -> None:
        """A text follows it."""
        self._update(call_id, texted_at=now)

    def heard(self, call_id: int, language: Language, state: str) -> None:
        """What the caller has told so far."""
        self._update(call_id, language=language, state=state)

    def stale(self, status: CallStatus, before: datetime) -> list[int]:
        """Ids of calls that have stood at a status since before then, longest first."""
        query = (
            select(CALLS.c.id)
            .where(CALLS.c.status == status, CALLS.c.updated_at < before)
            .order_by(CALLS.c.updated_at, CALLS.c.id)
        )
        return list(self._connection.execute(query).scalars())
