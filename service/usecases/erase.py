"""Forget a person."""

from dataclasses import dataclass
from datetime import datetime

from service.domain.consent import Channel, ConsentEvent, ConsentKind
from service.domain.phone import Phone
from service.ports.clock import Clock
from service.ports.store import Store, Transaction
from service.usecases.stop import call_off, suppress


def erase(tx: Transaction, e164: str, now: datetime, channel: Channel, by: str) -> bool:
    """Cancel what was promised, then erase the person; whether anything of theirs was held.

    The hash of a stop stays, and for a day that of what the limits count. So it does of what was
    perhaps one: nobody is left who could decide. The ledger keeps that there was an erasure, by
    which road and by whom it was asked for.
    """
    supporter = tx.supporters.find(e164)
    if supporter:
        if supporter.held_at is not None:
            stopped = ConsentEvent(ConsentKind.STOPPED, channel, now, by=by)
            suppress(tx, e164, stopped, by_carrier=False, known=True)
        call_off(tx, supporter, now)
    tx.consents.erase(e164, now, channel, by)
    return tx.supporters.erase(e164)


@dataclass(frozen=True)
class ForgetSupporter:
    """Erases a person at an operator's hand, as the text FORGET does at their own."""

    store: Store
    clock: Clock

    def __call__(self, phone: Phone) -> bool:
        """Whether there was anyone to forget. Raises StoreDown."""
        return self.store.run(
            lambda tx: erase(tx, phone.e164, self.clock.now(), Channel.OPERATOR, "operator")
        )
