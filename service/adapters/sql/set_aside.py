"""The numbers that are not dialed, in SQL."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from service.adapters.sql.prepared import Prepared
from service.adapters.sql.tables import SET_ASIDE
from service.domain.set_aside import SetAside

_IS_ASIDE = SET_ASIDE.c.back_at.is_(None)
_NUMBERS = Prepared(select(SET_ASIDE.c.number).where(_IS_ASIDE))
_ROW = Prepared(select(SET_ASIDE).where(SET_ASIDE.c.number == bindparam("of")))


class SqlSetAside:
    """Implements ``ports.set_aside.SetAsideNumbers``."""

    def __init__(self, connection: Connection) -> None:
        """Work inside this connection's transaction."""
        self._connection = connection

    def numbers(self) -> frozenset[str]:
        """All that are set aside."""
        return frozenset(row.number for row in _NUMBERS.rows(self._connection))

    def all(self) -> Sequence[SetAside]:
        """The same with date and reason, the newest first."""
        query = select(SET_ASIDE).where(_IS_ASIDE).order_by(SET_ASIDE.c.since.desc())
        rows = self._connection.execute(query.order_by(SET_ASIDE.c.number))
        return [SetAside(row.number, row.since, row.reason, row.by) for row in rows]

    def put(self, aside: SetAside) -> bool:
        """Set a number aside; False if it is already."""
        row = _ROW.first(self._connection, of=aside.number)
        if row is not None and row.back_at is None:
            return False
        values = {"since": aside.since, "reason": aside.reason, "by": aside.by, "back_at": None}
        if row is None:
            statement = insert(SET_ASIDE).values(number=aside.number, **values)
            self._connection.execute(statement)
        else:
            again = update(SET_ASIDE).where(SET_ASIDE.c.number == aside.number)
            self._connection.execute(again.values(values))
        return True

    def bring_back(self, number: str, by: str, now: datetime) -> bool:
        """Let a number be dialed again; False if it is not set aside."""
        aside = update(SET_ASIDE).where(SET_ASIDE.c.number == number, _IS_ASIDE)
        return bool(self._connection.execute(aside.values(back_at=now, by=by)).rowcount)

    def back_since(self, number: str) -> datetime | None:
        """When a number was last brought back; None if it never was."""
        row = _ROW.first(self._connection, of=number)
        back: datetime | None = row.back_at if row else None
        return back
