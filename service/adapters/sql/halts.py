"""Whether sending is halted, what is refused, and when the scheduler last wrote, in SQL."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from service.adapters.sql.tables import BEATS, HALTS
from service.domain.halt import Halt
from service.domain.refusal import Refusal

ACCOUNT = "account"
"""The name of the halt; every other name is that of a lesser refusal."""
_SCHEDULER = "scheduler"
_EVER = datetime(1970, 1, 1, tzinfo=UTC)

_SAME_TROUBLE = timedelta(hours=1)
"""A halt is over for want of anything to send, too: only after so long is the next one news."""


class SqlHalts:
    """Implements ``ports.halts.Halts``."""

    def __init__(self, connection: Connection) -> None:
        """Work inside this connection's transaction."""
        self._connection = connection

    def begin(self, code: int, now: datetime, until: datetime) -> bool:
        """Halt until then; False for the trouble that is known already."""
        account = HALTS.c.name == ACCOUNT
        last = self._connection.execute(select(HALTS).where(account).with_for_update()).first()
        if last is None:
            halted = insert(HALTS).values(name=ACCOUNT, code=code, since=now, until=until)
            self._connection.execute(halted)
            return True
        if until <= last.until:  # a refusal of earlier: what stands ends no sooner for it
            return False
        known = code == last.code and now - last.until <= _SAME_TROUBLE
        since = last.since if known else now
        self._connection.execute(
            update(HALTS).where(account).values(code=code, since=since, until=until)
        )
        return not known

    def standing(self, now: datetime) -> Halt | None:
        """Why nothing may be sent now; None where it may."""
        row = self._connection.execute(
            select(HALTS.c.code, HALTS.c.since).where(HALTS.c.name == ACCOUNT, HALTS.c.until > now)
        ).one_or_none()
        return Halt(row.code, row.since) if row else None

    def end(self) -> bool:
        """The account is accepted; whether that is news."""
        ended = self._connection.execute(delete(HALTS).where(HALTS.c.name == ACCOUNT))
        return ended.rowcount > 0

    def refuse(self, code: int, now: datetime, until: datetime) -> bool:
        """Tell of it until then; of two at once one conflicts, and is rerun by ``Store.run``."""
        this = HALTS.c.name == f"refusal {code}"
        last = self._connection.execute(select(HALTS.c.until).where(this)).scalar_one_or_none()
        if last is None:
            row = {"name": f"refusal {code}", "code": code, "since": now, "until": until}
            self._connection.execute(insert(HALTS).values(row))
            return True
        if last > now:
            return False
        self._connection.execute(update(HALTS).where(this).values(since=now, until=until))
        return True

    def refusals(self, now: datetime) -> Sequence[Refusal]:
        """What is told of now, by code."""
        told = self._connection.execute(
            select(HALTS.c.code, HALTS.c.since)
            .where(HALTS.c.name != ACCOUNT, HALTS.c.until > now)
            .order_by(HALTS.c.code)
        )
        return [Refusal(row.code, row.since) for row in told]

    def beat(self, now: datetime, gap: timedelta) -> None:
        """The scheduler is at work; after a gap of so long it is at work again since now."""
        scheduler = BEATS.c.name == _SCHEDULER
        last = self._connection.execute(
            select(BEATS.c.at).where(scheduler).with_for_update()
        ).scalar_one_or_none()
        if last is None:  # before the first beat of all there was nothing that could have failed
            first = {"name": _SCHEDULER, "at": now, "resumed_at": _EVER}
            self._connection.execute(insert(BEATS).values(first))
            return
        values = {"at": now} if now - last <= gap else {"at": now, "resumed_at": now}
        self._connection.execute(update(BEATS).where(scheduler).values(values))

    def beats(self) -> tuple[datetime, datetime] | None:
        """When the scheduler last wrote, and since when without a gap; None if it never did."""
        row = self._connection.execute(
            select(BEATS.c.at, BEATS.c.resumed_at).where(BEATS.c.name == _SCHEDULER)
        ).one_or_none()
        return (row.at, row.resumed_at) if row else None
