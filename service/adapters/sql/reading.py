"""A database looked at by a command that changes nothing in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, make_url
from sqlalchemy.exc import SQLAlchemyError

from service.adapters.sql.engine import open_engine, snapshot
from service.adapters.sql.outage import store_down
from service.adapters.sql.schema import Schema, SchemaBehind


@contextmanager
def reading(url: str) -> Iterator[Connection]:
    """It as it stands at one moment.

    Raises:
        SchemaFault: there is none yet, or it has the tables of another version.
        StoreDown: it does not answer.
    """
    parts = make_url(url)
    if parts.get_backend_name() == "sqlite" and not Path(parts.database or "").exists():
        # Connecting would make one.
        raise SchemaBehind("there is no database yet: run patchline migrate")
    engine = open_engine(url)
    try:
        with snapshot(engine) as connection:
            Schema().require_current(connection)
            yield connection
    except SQLAlchemyError as error:
        raise store_down(error) from error
    finally:
        engine.dispose()
