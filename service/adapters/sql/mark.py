"""A row that is written for the sake of writing."""

from datetime import datetime

from sqlalchemy import Engine, insert, update
from sqlalchemy.exc import DBAPIError, TimeoutError

from service.adapters.sql.outage import store_down
from service.adapters.sql.tables import BEATS, METADATA

_NAME = "mark"
_LOCKS = f"LOCK TABLE {', '.join(METADATA.tables)} IN ROW EXCLUSIVE MODE"
"""What any writer needs: refused by a standby, and held up by whoever has locked a table."""


def leave_mark(engine: Engine, now: datetime) -> None:
    """Prove that the database takes what is written, to the disk.

    Whatever was committed before, on any connection, survives a power cut afterwards: a commit that
    is awaited takes all earlier ones with it.

    Raises:
        StoreDown: it does not.
    """
    try:
        with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.exec_driver_sql(_LOCKS)
            values = {"at": now, "resumed_at": now}
            mark = update(BEATS).where(BEATS.c.name == _NAME).values(values)
            if not connection.execute(mark).rowcount:
                connection.execute(insert(BEATS).values(name=_NAME, **values))
    except (DBAPIError, TimeoutError) as error:
        raise store_down(error) from error
