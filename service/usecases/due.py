"""What could be begun right now."""

from dataclasses import dataclass

from service.ports.clock import Clock
from service.ports.journal import Journal
from service.ports.store import Store, Transaction


@dataclass(frozen=True)
class Due:
    """Ids of rows whose time has come, as SQL knows them; none while nothing may be begun."""

    store: Store
    journal: Journal
    clock: Clock

    def rings(self) -> list[int]:
        """Promised calls, oldest first. Raises StoreDown."""
        return self.store.run(lambda tx: tx.rings.due(self.clock.now()) if self._go(tx) else [])

    def texts(self) -> list[int]:
        """Texts of ours, oldest first. Raises StoreDown."""
        return self.store.run(
            lambda tx: tx.messages.queued(self.clock.now()) if self._go(tx) else []
        )

    def _go(self, tx: Transaction) -> bool:
        return not self.journal.waits() and not tx.halts.standing(self.clock.now())
