"""End the calls that nobody wants any more."""

import logging
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from service.domain.records import CallStatus
from service.ports.carrier import Accepted, Answer, Carrier, InDoubt, NotNow, Refused
from service.ports.clock import Clock
from service.ports.store import Store, Transaction

log = logging.getLogger(__name__)

WORTHWHILE = timedelta(minutes=2)
"""By then the phone has long stopped ringing, and whoever picked up has not pressed a key."""


@dataclass(frozen=True)
class HangUp:
    """Ends rings that were called off before a person took them: after a stop, perhaps at least.

    Runs every second, so that what the carrier could not do at once is asked of it again.
    """

    store: Store
    clock: Clock
    carrier: Carrier

    def __call__(self) -> None:
        """One round. Raises StoreDown."""
        since = self.clock.now() - WORTHWHILE
        for call_id, sid in self.store.run(lambda tx: tx.rings.unwanted(since)).items():
            answer = self.carrier.end_call(sid)
            self.store.run(partial(self._record, call_id, answer))

    def _record(self, call_id: int, answer: Answer, tx: Transaction) -> None:
        now = self.clock.now()
        match answer:
            case Accepted():
                tx.calls.move(call_id, CallStatus.CANCELED, now)
            case Refused(code):
                # It is over already, or never was: its own report, if it comes, tells which.
                tx.calls.move(call_id, CallStatus.UNKNOWN, now, error_code=code)
            case NotNow(reason) | InDoubt(reason):
                log.warning("call %s could not be ended: %s", call_id, reason)
