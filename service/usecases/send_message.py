"""Hand one text to the carrier."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from service.domain.records import MessageStatus
from service.domain.segments import count
from service.ports.carrier import Accepted, Answer, Carrier, InDoubt, NotNow, Refused
from service.ports.clock import Clock
from service.ports.store import Store, Transaction
from service.usecases.record_message_status import OPTED_OUT, opted_out

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class SendMessage:
    """Sends a text once, however often the job is delivered."""

    store: Store
    clock: Clock
    carrier: Carrier
    send_rate: float
    """Message segments a second, over all workers."""

    def __call__(self, message_id: int) -> None:
        """Wait for this text's turn, claim it, send it, record the answer. Raises StoreDown."""
        slot = self.store.run(lambda tx: self._slot(tx, message_id))
        if slot is None:
            return
        self.clock.sleep((slot - self.clock.now()).total_seconds())
        # Claimed only now: whoever said stop while the text waited its turn does not get it.
        text = self.store.run(lambda tx: tx.messages.claim(message_id, self.clock.now()))
        if text is None:
            return
        answer = self.carrier.send_text(text)
        self.store.run(lambda tx: self._record(tx, message_id, answer))

    def _slot(self, tx: Transaction, message_id: int) -> datetime | None:
        body = tx.messages.waiting(message_id)
        if body is None:
            return None
        takes = timedelta(seconds=count(body).segments / self.send_rate)
        return tx.pace.reserve("texts", self.clock.now(), takes)

    def _record(self, tx: Transaction, message_id: int, answer: Answer) -> None:
        now = self.clock.now()
        match answer:
            case Accepted(sid):
                tx.messages.settle(message_id, MessageStatus.ACCEPTED, now, sid=sid)
            case Refused(code, reason):
                log.warning("text %s was refused (%s): %s", message_id, code, reason)
                if code in OPTED_OUT:
                    opted_out(tx, message_id, now)
                tx.messages.settle(message_id, MessageStatus.FAILED, now, error_code=code)
            case InDoubt(reason):
                log.warning("text %s is in doubt: %s", message_id, reason)
                tx.messages.settle(message_id, MessageStatus.IN_DOUBT, now)
            case NotNow():
                tx.messages.release(message_id, now)  # the sweep asks again
