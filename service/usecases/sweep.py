"""Repair whatever a lost job, a dead worker or a silent carrier left behind."""

from dataclasses import dataclass
from datetime import timedelta

from service.domain.records import CallStatus, MessageStatus
from service.ports.clock import Clock
from service.ports.jobs import RING, SEND
from service.ports.queue import Queue
from service.ports.store import Store, Transaction
from service.usecases.settled import BEAT_GAP

REQUEST_LASTS = timedelta(minutes=2)
"""A request to the carrier that is older than this was cut off by a dying worker."""

DOUBT_LASTS = timedelta(hours=24)
"""After this neither a receipt nor a listing is likely to settle a doubt any more."""

RINGING_LASTS = timedelta(minutes=30)
"""No phone rings for longer: the report of how it ended was lost."""

CALL_LASTS = timedelta(hours=5)
"""Longer than a carrier lets any call live: its end was never reported."""


@dataclass(frozen=True)
class Sweep:
    """Runs every few seconds. Safe beside other sweeps and beside the work itself."""

    store: Store
    clock: Clock
    queue: Queue

    def __call__(self) -> None:
        """One round. Raises StoreDown."""
        rings, texts = self.store.run(self._repair)
        self._enqueue_lost(RING, rings)
        self._enqueue_lost(SEND, texts)

    def _enqueue_lost(self, job: str, rows: list[int]) -> None:
        pending = set(self.queue.pending(job))
        for row_id in rows:
            if row_id not in pending and not self.queue.enqueue(job, row_id):
                return  # the others would fare no better, and each would cost a second

    def _repair(self, tx: Transaction) -> tuple[list[int], list[int]]:
        tx.halts.beat(self.clock.machine_now(), BEAT_GAP)
        self._repair_calls(tx)
        self._repair_messages(tx)
        now = self.clock.now()
        return tx.rings.due(now), tx.messages.queued(now)

    def _repair_calls(self, tx: Transaction) -> None:
        now = self.clock.now()
        for status, lasts, becomes in (
            (CallStatus.DIALING, REQUEST_LASTS, CallStatus.IN_DOUBT),
            (CallStatus.IN_DOUBT, DOUBT_LASTS, CallStatus.UNKNOWN),
            (CallStatus.RINGING, RINGING_LASTS, CallStatus.UNKNOWN),
            (CallStatus.IN_PROGRESS, CALL_LASTS, CallStatus.UNKNOWN),
        ):
            for call_id in tx.calls.stale(status, now - lasts):
                tx.calls.move(call_id, becomes, now)
                if becomes.over:
                    tx.legs.close(call_id)

    def _repair_messages(self, tx: Transaction) -> None:
        now = self.clock.now()
        for status, lasts, becomes in (
            (MessageStatus.SENDING, REQUEST_LASTS, MessageStatus.IN_DOUBT),
            (MessageStatus.IN_DOUBT, DOUBT_LASTS, MessageStatus.UNKNOWN),
        ):
            for message_id in tx.messages.stale(status, now - lasts):
                tx.messages.settle(message_id, becomes, now)
