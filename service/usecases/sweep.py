"""Repair whatever a lost job, a dead worker or a silent carrier left behind."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Generic, TypeVar

from service.domain.records import CallStatus
from service.domain.text_records import MessageStatus
from service.ports.clock import Clock
from service.ports.jobs import RING, SEND
from service.ports.queue import Queue
from service.ports.store import Store, Transaction
from service.usecases.settled import BEAT_GAP

S = TypeVar("S", CallStatus, MessageStatus)

REQUEST_LASTS = timedelta(minutes=2)
"""A request to the carrier that is older than this was cut off by a dying worker."""

DOUBT_LASTS = timedelta(hours=24)
"""After this neither a receipt nor a listing is likely to settle a doubt any more."""

RINGING_LASTS = timedelta(minutes=30)
"""No phone rings for longer: the report of how it ended was lost."""

CALL_LASTS = timedelta(hours=5)
"""Longer than a carrier lets any call live: its end was never reported."""


_AT_ONCE = 50
"""Rows repaired in one round, so that a round stays short: the next one follows at once."""


@dataclass(frozen=True)
class Lapse(Generic[S]):
    """What becomes of a row that stands at a status for too long."""

    status: S
    lasts: timedelta
    becomes: S


CALL_LAPSES = (
    Lapse(CallStatus.DIALING, REQUEST_LASTS, CallStatus.IN_DOUBT),
    Lapse(CallStatus.IN_DOUBT, DOUBT_LASTS, CallStatus.UNKNOWN),
    Lapse(CallStatus.RINGING, RINGING_LASTS, CallStatus.UNKNOWN),
    Lapse(CallStatus.IN_PROGRESS, CALL_LASTS, CallStatus.UNKNOWN),
)

MESSAGE_LAPSES = (
    Lapse(MessageStatus.SENDING, REQUEST_LASTS, MessageStatus.IN_DOUBT),
    Lapse(MessageStatus.IN_DOUBT, DOUBT_LASTS, MessageStatus.UNKNOWN),
)


@dataclass(frozen=True)
class Sweep:
    """Runs each second. Safe beside other sweeps and beside the work itself.

    Each row is repaired in a transaction of its own, its person locked first: whoever held rows of
    several people would sooner or later wait for somebody who waits for them.
    """

    store: Store
    clock: Clock
    queue: Queue

    def __call__(self) -> None:
        """One round. Raises StoreDown."""
        self.store.run(lambda tx: tx.halts.beat(self.clock.machine_now(), BEAT_GAP))
        for call_lapse in CALL_LAPSES:
            self._repair_calls(call_lapse)
        for message_lapse in MESSAGE_LAPSES:
            self._repair_messages(message_lapse)
        now = self.clock.now()
        self._enqueue_lost(RING, self.store.run(lambda tx: tx.rings.due(now)))
        self._enqueue_lost(SEND, self.store.run(lambda tx: tx.messages.queued(now)))

    def _enqueue_lost(self, job: str, rows: list[int]) -> None:
        pending = set(self.queue.pending(job))
        for row_id in rows:
            if row_id not in pending and not self.queue.enqueue(job, row_id):
                return  # the others would fare no better, and each would cost a second

    def _repair_calls(self, lapse: Lapse[CallStatus]) -> None:
        before = self.clock.now() - lapse.lasts
        for call_id in self.store.run(lambda tx: tx.calls.stale(lapse.status, before))[:_AT_ONCE]:
            self.store.run(partial(self._repair_call, call_id, lapse, before))

    def _repair_call(
        self, call_id: int, lapse: Lapse[CallStatus], before: datetime, tx: Transaction
    ) -> None:
        call = tx.calls.get(call_id)
        if call is None or call.status is not lapse.status or call.updated_at >= before:
            return  # it moved meanwhile
        now = self.clock.now()
        tx.calls.move(call_id, lapse.becomes, now)
        if lapse.becomes.over:
            tx.legs.close(call_id, now)

    def _repair_messages(self, lapse: Lapse[MessageStatus]) -> None:
        before = self.clock.now() - lapse.lasts
        stale = self.store.run(lambda tx: tx.messages.stale(lapse.status, before))
        for message_id in stale[:_AT_ONCE]:
            self.store.run(partial(self._repair_message, message_id, lapse, before))

    def _repair_message(
        self, message_id: int, lapse: Lapse[MessageStatus], before: datetime, tx: Transaction
    ) -> None:
        if tx.messages.stands(message_id, lapse.status, before):
            tx.messages.settle(message_id, lapse.becomes, self.clock.now())
