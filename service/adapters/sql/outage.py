"""Telling that the database does not answer, without its own words: they could quote a row."""

from sqlalchemy.exc import SQLAlchemyError

from service.ports.store import StoreDown


def store_down(error: SQLAlchemyError) -> StoreDown:
    """The driver's failure as ours."""
    cause = type(getattr(error, "orig", None) or error).__name__
    return StoreDown(
        f"the database does not answer ({cause}): check DATABASE_URL, the server and the disk"
    )
