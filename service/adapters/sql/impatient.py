"""The store as webhooks use it: nobody on the phone waits for a database that is away."""

from collections.abc import Callable
from typing import TypeVar

from service.adapters.breaker import Breaker, NoAnswer
from service.ports.store import RowRefused, Store, StoreDown, Transaction

T = TypeVar("T")

PATIENCE_SECONDS = 1.0
RETRY_SECONDS = 1.0


class ImpatientStore:
    """Implements ``ports.store.Store``: gives up after a second, then at once.

    Work that was given up on may still be done later, so it has to be safe to do again.
    """

    def __init__(self, store: Store) -> None:
        """Asks this store, with a breaker in between."""
        self._store = store
        self._breaker = Breaker(PATIENCE_SECONDS, RETRY_SECONDS)

    def run(self, work: Callable[[Transaction], T]) -> T:
        """Do work in one transaction. Raises StoreDown, or RowRefused of a store that answers."""
        try:
            return self._breaker.run(
                lambda: self._store.run(work), fails=StoreDown, but=(RowRefused,)
            )
        except NoAnswer as error:
            raise StoreDown(f"the database does not answer ({error})") from error
