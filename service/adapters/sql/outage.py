"""Telling that the database does not answer."""

from sqlalchemy.exc import SQLAlchemyError

from service.adapters.sql.cause import cause_of
from service.ports.store import StoreDown


def store_down(error: SQLAlchemyError) -> StoreDown:
    """The driver's failure as ours."""
    return StoreDown(
        f"the database does not answer ({cause_of(error)}): check DATABASE_URL, the server and "
        "the disk"
    )
