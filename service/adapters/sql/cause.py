"""Why a database did not do what it was asked, in words that a person can act on."""

from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    InterfaceError,
    OperationalError,
    ProgrammingError,
    SQLAlchemyError,
    TimeoutError,
)

_LONGEST = 200
_BEYOND_WAITING = ("password", "authentication", "pg_hba", "does not exist", "unable to open")
"""Signs that a database will never answer: its URL leads nowhere, or to somebody else's."""
_IN_OUR_WORDS: tuple[tuple[type[SQLAlchemyError], str], ...] = (
    # What the drivers say of these may quote a row.
    (IntegrityError, "a row conflicts with another"),
    (DataError, "it refuses a value"),
    (ProgrammingError, "a table or a column is missing"),
    (TimeoutError, "every connection to it is in use"),
)


def cause_of(error: SQLAlchemyError) -> str:
    """One line: the driver's own where that is about the database, else ours."""
    for kind, words in _IN_OUR_WORDS:
        if isinstance(error, kind):
            return words
    said = str(error.orig).strip() if isinstance(error, DBAPIError) else ""
    return said.partition("\n")[0][:_LONGEST] or "it gives no reason"


def may_answer_later(error: SQLAlchemyError) -> bool:
    """Whether the database is away or busy, not wrong: whoever waits may find it."""
    said = cause_of(error).lower()
    away = isinstance(error, OperationalError | InterfaceError | TimeoutError)
    return away and not any(sign in said for sign in _BEYOND_WAITING)
