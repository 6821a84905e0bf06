"""Forget a person."""

from dataclasses import dataclass
from datetime import datetime

from service.domain.phone import Phone
from service.ports.clock import Clock
from service.ports.store import Store, Transaction


def erase(tx: Transaction, e164: str, now: datetime) -> bool:
    """Cancel what was promised, then erase the person; whether anything of theirs was held.

    The hash of a stop stays, and for a day that of what the limits count.
    """
    supporter = tx.supporters.find(e164)
    if supporter:
        tx.rings.cancel_promises(supporter.id, now)
        tx.messages.cancel_queued(supporter.id, now)
    return tx.supporters.erase(e164)


@dataclass(frozen=True)
class ForgetSupporter:
    """Erases a person at an operator's hand, as the text FORGET does at their own."""

    store: Store
    clock: Clock

    def __call__(self, phone: Phone) -> bool:
        """Whether there was anyone to forget. Raises StoreDown."""
        return self.store.run(lambda tx: erase(tx, phone.e164, self.clock.now()))
