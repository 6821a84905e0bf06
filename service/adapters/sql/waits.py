"""Who waits for a ring, in SQL."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    bindparam,
    func,
    insert,
    or_,
    select,
    update,
)

from service.adapters.sql.prepared import Prepared
from service.adapters.sql.tables import CALLS, SUPPORTERS, WAITS
from service.domain.waiting import Wait, WaitKind, WaitStatus
from service.domain.words import Language

_OF_PERSON = Prepared(select(WAITS).where(WAITS.c.open_for == bindparam("person")))
_HELD = (
    select(SUPPORTERS.c.id)
    .where(SUPPORTERS.c.id == WAITS.c.supporter_id, SUPPORTERS.c.held_at.is_not(None))
    .exists()
)
"""Whether a person may have said stop: they keep their place, and the next one is rung."""
_FIRST = (WAITS.c.joined_at, WAITS.c.id)


class SqlWaits:
    """Implements ``ports.waits.Waits``."""

    def __init__(self, connection: Connection) -> None:
        """Work inside this connection's transaction."""
        self._connection = connection

    def get(self, wait_id: int) -> Wait | None:
        """One by its id."""
        return next(iter(self._read(WAITS.c.id == wait_id)), None)

    def of(self, supporter_id: int) -> Wait | None:
        """The open one of this person."""
        row = _OF_PERSON.first(self._connection, person=supporter_id)
        return _read(row) if row else None

    def save(self, wait: Wait, now: datetime) -> Wait:
        """Insert (id 0) or update; returns it with its id."""
        values = _row(wait, now)
        if wait.id:
            self._connection.execute(update(WAITS).where(WAITS.c.id == wait.id).values(values))
            return wait
        inserted = self._connection.execute(insert(WAITS).values(values).returning(WAITS))
        return _read(inserted.one())

    def end(self, wait_id: int, status: WaitStatus, now: datetime) -> bool:
        """Close one; whether it was open."""
        return self._close(WAITS.c.id == wait_id, status, now)

    def leave(self, supporter_id: int, now: datetime, joined_since: datetime | None = None) -> bool:
        """Close the open one of this person; whether there was one."""
        theirs = WAITS.c.open_for == supporter_id
        if joined_since is not None:
            theirs &= WAITS.c.joined_at >= joined_since
        return self._close(theirs, WaitStatus.LEFT, now)

    def taken(self, call_id: int, now: datetime) -> None:
        """A person took this ring, or the second try of it."""
        self._close(_promised(call_id), WaitStatus.KEPT, now)

    def joined_at(self, call_id: int) -> datetime | None:
        """When whoever was promised this ring had joined."""
        joined = select(WAITS.c.joined_at).where(_promised(call_id))
        return self._connection.execute(joined).scalars().first()

    def _close(self, which: ColumnElement[bool], status: WaitStatus, now: datetime) -> bool:
        ended = (
            update(WAITS)
            .where(which, WAITS.c.open_for.is_not(None))
            .values(status=status, open_for=None, updated_at=now)
            .returning(WAITS.c.id)
        )
        return bool(self._connection.execute(ended).all())

    def senators(self) -> list[str]:
        """Bioguide ids of those for whom somebody waits."""
        waiting = select(WAITS.c.senator).where(WAITS.c.status == WaitStatus.WAITING).distinct()
        return sorted(self._connection.execute(waiting).scalars())

    def line(self, senator: str) -> list[Wait]:
        """Who waits for this senator, the first to be rung first."""
        return self._read(WAITS.c.status == WaitStatus.WAITING, WAITS.c.senator == senator, ~_HELD)

    def before(self, senator: str, joined_at: datetime, now: datetime) -> int:
        """How many wait in the senator's line who joined before then."""
        ahead = (
            select(func.count())
            .select_from(WAITS)
            .where(
                WAITS.c.status == WaitStatus.WAITING,
                WAITS.c.senator == senator,
                WAITS.c.joined_at < joined_at,
                or_(WAITS.c.due_at.is_(None), WAITS.c.due_at <= now),
                ~_HELD,
            )
        )
        return int(self._connection.execute(ahead).scalar_one())

    def rung(self, senator: str, since: datetime) -> list[datetime]:
        """When people of this senator's line were promised their ring since then."""
        lately = select(WAITS.c.rung_at).where(WAITS.c.senator == senator, WAITS.c.rung_at > since)
        return list(self._connection.execute(lately).scalars())

    def ringing(self) -> list[Wait]:
        """Whose ring is promised or placed."""
        return self._read(WAITS.c.status == WaitStatus.RINGING)

    def _read(self, *conditions: ColumnElement[bool]) -> list[Wait]:
        query = select(WAITS).where(*conditions).order_by(*_FIRST)
        return [_read(row) for row in self._connection.execute(query)]


def _promised(call_id: int) -> ColumnElement[bool]:
    """The wait whose ring this call is, or whose second try."""
    first = select(CALLS.c.retry_of).where(CALLS.c.id == call_id).scalar_subquery()
    return or_(WAITS.c.call_id == call_id, WAITS.c.call_id == first)


def _row(wait: Wait, now: datetime) -> dict[str, Any]:
    is_open = wait.status in {WaitStatus.WAITING, WaitStatus.RINGING}
    return {
        "supporter_id": wait.supporter_id,
        "open_for": wait.supporter_id if is_open else None,
        "kind": wait.kind,
        "status": wait.status,
        "senator": wait.senator,
        "targets": " ".join(wait.targets),
        "campaign": wait.campaign,
        "revision": wait.revision,
        "language": wait.language,
        "state": wait.state,
        "our_number": wait.our_number,
        "joined_at": wait.joined_at,
        "due_at": wait.due_at,
        "told_minutes": wait.told_minutes,
        "told_at": wait.told_at,
        "rung_at": wait.rung_at,
        "updated_at": now,
        "call_id": wait.call_id,
        "promised_in": wait.promised_in,
    }


def _read(row: Any) -> Wait:
    return Wait(
        id=row.id,
        supporter_id=row.supporter_id,
        kind=WaitKind(row.kind),
        targets=tuple(row.targets.split()),
        campaign=row.campaign,
        revision=row.revision,
        language=Language(row.language),
        state=row.state,
        our_number=row.our_number,
        joined_at=row.joined_at,
        due_at=row.due_at,
        status=WaitStatus(row.status),
        told_minutes=row.told_minutes,
        told_at=row.told_at,
        rung_at=row.rung_at,
        call_id=row.call_id,
        promised_in=row.promised_in,
    )
