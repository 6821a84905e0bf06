"""Work on one row of many, so that a bad one holds up no other."""

import logging
from collections.abc import Callable
from typing import TypeVar

from service.domain.errors import PatchlineError
from service.ports.store import RowRefused, Store, StoreDown, Transaction

log = logging.getLogger(__name__)

T = TypeVar("T")


def on_one_row(store: Store, row: str, work: Callable[[Transaction], T]) -> T | None:
    """What came of it, in a transaction of its own; None where the row cannot be read or changed.

    ``row`` names it in the log. Raises StoreDown.
    """
    try:
        return store.run(work)
    except PatchlineError as error:
        if isinstance(error, StoreDown) and not isinstance(error, RowRefused):
            raise
        log.error("%s is passed over: %s", row, error)
        return None
