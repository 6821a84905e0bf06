"""Forget, after a day, whose calls and texts the limits counted, and which receipts came."""

from dataclasses import dataclass

from service.domain.limits import DAY
from service.ports.clock import Clock
from service.ports.store import Store


@dataclass(frozen=True)
class Unlink:
    """Takes the hash of a number off what people without a row of their own did.

    Until then it keeps anybody from having a fresh share of everything by being forgotten.
    """

    store: Store
    clock: Clock

    def __call__(self) -> None:
        """One round. Raises StoreDown."""
        before = self.clock.now() - DAY
        self.store.run(lambda tx: tx.allowances.unlink(before))
        self.store.run(lambda tx: tx.receipts.forget(before))
