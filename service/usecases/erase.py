"""Forget a person."""

from dataclasses import dataclass
from datetime import datetime

from service.domain.phone import Phone
from service.ports.clock import Clock
from service.ports.store import Store, Transaction


def erase(tx: Transaction, supporter_id: int, now: datetime) -> None:
    """Cancel what was promised, then erase the person; only the hash of a stop stays."""
    tx.rings.cancel_promises(supporter_id, now)
    tx.messages.cancel_queued(supporter_id, now)
    tx.supporters.erase(supporter_id)


@dataclass(frozen=True)
class ForgetSupporter:
    """Erases a person at an operator's hand, as the text FORGET does at their own."""

    store: Store
    clock: Clock

    def __call__(self, phone: Phone) -> bool:
        """Whether there was anyone to forget. Raises StoreDown."""
        return self.store.run(lambda tx: self._forget(tx, phone))

    def _forget(self, tx: Transaction, phone: Phone) -> bool:
        supporter = tx.supporters.find(phone.e164)
        if supporter is None:
            return False
        erase(tx, supporter.id, self.clock.now())
        return True
