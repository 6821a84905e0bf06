"""A database looked at by a command that changes nothing in it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from service.adapters.sql.engine import open_engine, snapshot
from service.adapters.sql.outage import store_down
from service.adapters.sql.schema import Schema


@contextmanager
def reading(url: str) -> Iterator[Connection]:
    """It as it stands at one moment.

    Raises:
        SchemaFault: it has no tables yet, or those of another version.
        StoreDown: it does not answer.
    """
    engine = open_engine(url)
    try:
        with snapshot(engine) as connection:
            Schema().require_current(connection)
            yield connection
    except SQLAlchemyError as error:
        raise store_down(error) from error
    finally:
        engine.dispose()
