"""The driver's own cursor, inside a transaction of SQLAlchemy's."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.engine.interfaces import DBAPIModule
from sqlalchemy.exc import DBAPIError


def ask(
    connection: Connection, sql: str, parameters: Any = (), *, rows: bool = False
) -> Sequence[Sequence[Any]]:
    """Run SQL, and give all the rows that it returns if they are wanted. Raises DBAPIError.

    ``sql``, ``parameters`` and the rows are in the driver's own style.
    """
    try:
        cursor = connection.connection.cursor()
        cursor.execute(sql, parameters)
        return cursor.fetchall() if rows else ()
    except connection.dialect.loaded_dbapi.Error as error:
        raise _failure(connection, sql, error) from error


def _failure(connection: Connection, sql: str, error: DBAPIModule.Error) -> BaseException:
    """The driver's failure as SQLAlchemy's; a connection that is gone is not used again."""
    dialect = connection.dialect
    gone = dialect.is_disconnect(error, connection.connection.dbapi_connection, None)
    if gone:
        connection.invalidate(error)
    return DBAPIError.instance(
        sql,
        None,
        error,
        dialect.loaded_dbapi.Error,
        hide_parameters=True,
        connection_invalidated=gone,
        dialect=dialect,
    )
