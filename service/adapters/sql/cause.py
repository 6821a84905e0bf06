"""Why a database did not do what it was asked, in words that a person can act on."""

from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    ProgrammingError,
    SQLAlchemyError,
    TimeoutError,
)

_LONGEST = 200
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
