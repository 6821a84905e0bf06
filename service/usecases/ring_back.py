"""Place one promised call."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from service.domain.limits import RING_PATIENCE
from service.domain.records import Call, CallStatus
from service.ports.carrier import Accepted, Answer, Carrier, InDoubt, NotNow, OutgoingCall, Refused
from service.ports.clock import Clock
from service.ports.store import Store, Transaction

log = logging.getLogger(__name__)

ASK_AGAIN_AFTER = timedelta(seconds=5)
"""Pause before a ring that the carrier could not place now is tried again."""


@dataclass(frozen=True)
class PlaceCall:
    """Rings a person at the call rate, once however often the job is delivered."""

    store: Store
    clock: Clock
    carrier: Carrier
    call_rate: float
    """Calls we may place a second, over all workers."""

    def __call__(self, call_id: int) -> None:
        """Wait for this call's turn, claim it, place it, record the answer. Raises StoreDown."""
        slot = self.store.run(lambda tx: self._slot(tx, call_id))
        if slot is None:
            return
        self.clock.sleep((slot - self.clock.now()).total_seconds())
        # Claimed only now: whoever said stop while the call waited its turn is not rung.
        outgoing = self.store.run(lambda tx: self._claim(tx, call_id))
        if outgoing is None:
            return
        answer = self.carrier.place_call(outgoing)
        self.store.run(lambda tx: self._record(tx, call_id, answer))

    def _slot(self, tx: Transaction, call_id: int) -> datetime | None:
        call = tx.calls.get(call_id)
        if call is None or call.status is not CallStatus.QUEUED:
            return None
        return tx.pace.reserve("calls", self.clock.now(), timedelta(seconds=1 / self.call_rate))

    def _claim(self, tx: Transaction, call_id: int) -> OutgoingCall | None:
        call = tx.calls.get(call_id)
        if call is None or call.status is not CallStatus.QUEUED or call.supporter_id is None:
            return None
        supporter = tx.supporters.get(call.supporter_id)
        now = self.clock.now()
        if supporter is None or tx.supporters.suppressed(supporter.e164):
            tx.calls.move(call_id, CallStatus.CANCELED, now)
            return None
        tx.calls.move(call_id, CallStatus.DIALING, now)
        return OutgoingCall(call.token, supporter.e164, call.our_number)

    def _record(self, tx: Transaction, call_id: int, answer: Answer) -> None:
        """Keep the carrier's answer; the call's own webhooks may have been quicker."""
        call, now = tx.calls.get(call_id), self.clock.now()
        if call is None or call.status is not CallStatus.DIALING:
            return
        match answer:
            case Accepted(sid):
                tx.calls.move(call_id, CallStatus.RINGING, now, sid=sid)
            case Refused(code, reason):
                log.warning("call %s was refused (%s): %s", call_id, code, reason)
                tx.calls.move(call_id, CallStatus.FAILED, now, error_code=code)
            case InDoubt(reason):
                log.warning("call %s is in doubt: %s", call_id, reason)
                tx.calls.move(call_id, CallStatus.IN_DOUBT, now)
            case NotNow(reason):
                self._put_back(tx, call, now, reason)

    def _put_back(self, tx: Transaction, call: Call, now: datetime, reason: str) -> None:
        if now - call.requested_at > RING_PATIENCE:
            log.warning("call %s is given up: %s", call.id, reason)
            tx.calls.move(call.id, CallStatus.FAILED, now)
        else:
            tx.calls.move(call.id, CallStatus.QUEUED, now, due=now + ASK_AGAIN_AFTER)
