"""The store as webhooks use it: nobody on the phone waits for a database that is away."""

import threading
from collections.abc import Callable
from typing import TypeVar

from service.adapters.breaker import Breaker, NoAnswer
from service.ports.store import RowRefused, Store, StoreDown, Transaction

T = TypeVar("T")

PATIENCE_SECONDS = 1.0


class ImpatientStore:
    """Implements ``ports.store.Store``: gives up after a second, then at once.

    Work that was given up on is undone, because its person was told that nothing came of it. Only
    one that hangs in the very commit may still be done, so it has to be safe to do again.
    """

    def __init__(self, store: Store, probe: Callable[[], object]) -> None:
        """Asks this store, with a breaker in between that closes once ``probe`` succeeds."""
        self._store = store
        self._breaker = Breaker(PATIENCE_SECONDS, probe)

    def run(self, work: Callable[[Transaction], T]) -> T:
        """Do work in one transaction. Raises StoreDown, or RowRefused of a store that answers."""
        given_up = threading.Event()

        def while_awaited(tx: Transaction) -> T:
            result = work(tx)
            if given_up.is_set():
                raise StoreDown("nobody waits for this any more")
            return result

        try:
            return self._breaker.run(
                lambda: self._store.run(while_awaited), fails=StoreDown, but=(RowRefused,)
            )
        except NoAnswer as error:
            given_up.set()
            if isinstance(error.__cause__, StoreDown):
                raise StoreDown(str(error.__cause__)) from error
            raise StoreDown(f"the database does not answer ({error})") from error
