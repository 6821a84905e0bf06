"""When the next call may be placed and the next text sent, over all workers, in SQL."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, select, update

from service.adapters.sql.tables import PACE

_CLOCK_MOVED = timedelta(minutes=2)
"""A reserved moment so far ahead can only mean that the clock was set back."""


class SqlPace:
    """Implements ``ports.store.Pace``."""

    def __init__(self, connection: Connection) -> None:
        """Work inside this connection's transaction."""
        self._connection = connection

    def reserve(self, name: str, now: datetime, takes: timedelta) -> datetime:
        """The next free moment; one row serializes all workers."""
        row = PACE.c.name == name
        free = self._connection.execute(
            select(PACE.c.next_at).where(row).with_for_update()
        ).scalar_one_or_none()
        if free is None:
            self._connection.execute(insert(PACE).values(name=name, next_at=now + takes))
            return now
        slot = now if free - now > max(_CLOCK_MOVED, 20 * takes) else max(now, free)
        self._connection.execute(update(PACE).where(row).values(next_at=slot + takes))
        return slot

    def alone(self, name: str, now: datetime) -> None:
        """Nobody else reserves, nor is alone, until the commit: the row is locked."""
        self.reserve(name, now, timedelta())
