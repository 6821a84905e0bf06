"""Telling that the database cannot be used."""

from sqlalchemy.exc import SQLAlchemyError

from service.adapters.sql.cause import cause_of
from service.ports.store import StoreDown


def store_down(error: SQLAlchemyError) -> StoreDown:
    """The driver's failure as ours."""
    cause = cause_of(error)
    return StoreDown(f"the database cannot be used ({cause.found}): {cause.cure}")
