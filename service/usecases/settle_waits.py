"""What became of rings that were promised to people who waited."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from service.domain.knowledge import Knowledge
from service.domain.records import Call, CallStatus, Supporter
from service.domain.waiting import Wait, WaitStatus
from service.ports.clock import Clock
from service.ports.store import Store, Transaction
from service.usecases.one_row import on_one_row
from service.usecases.put_off import still_waiting
from service.usecases.wait_news import tell


@dataclass(frozen=True)
class SettleWaits:
    """Runs every few seconds, from the rows alone: whatever reported on the calls, or did not."""

    store: Store
    clock: Clock
    knowledge: Knowledge

    def __call__(self) -> None:
        """One round. Raises StoreDown."""
        for wait in self.store.run(lambda tx: tx.waits.ringing()):
            on_one_row(self.store, f"wait {wait.id}", partial(self._settle, wait))

    def _settle(self, wait: Wait, tx: Transaction) -> None:
        supporter = still_waiting(tx, wait)
        if supporter is None:
            return
        tries, now = tx.rings.tries(wait.call_id or 0), self.clock.now()
        if any(call.confirmed for call in tries):
            tx.waits.end(wait.id, WaitStatus.KEPT, now)
        elif _stands_still(tries):
            back = replace(wait, status=WaitStatus.WAITING, call_id=None, rung_at=None)
            tx.waits.save(back, now)
        elif all(call.status.over for call in tries):
            self._missed(tx, wait, supporter, now)

    def _missed(self, tx: Transaction, wait: Wait, supporter: Supporter, now: datetime) -> None:
        """Neither the ring nor its second try was taken: they are told so, and wait no more."""
        tx.waits.end(wait.id, WaitStatus.MISSED, now)
        words = self.knowledge.phrasebook[wait.language]
        body = words.text("wait_missed")
        tell(tx, supporter, wait, body, self.knowledge, now)


def _stands_still(tries: Sequence[Call]) -> bool:
    """Whether the promise stands, as we never rang, or ended the only ring ourselves.

    It was held up for too long, called off for the hour or in doubt, or its row is gone.
    """
    return len(tries) < 2 and all(call.status is CallStatus.CANCELED for call in tries)
