"""Hand one text to the carrier."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from service.domain.backoff import backoff
from service.domain.limits import TEXT_PATIENCE
from service.domain.records import MessageStatus, OutgoingText
from service.domain.segments import count
from service.ports.carrier import Accepted, Answer, Carrier, InDoubt, NotNow, Refused
from service.ports.clock import Clock
from service.ports.journal import Journal
from service.ports.store import Store, Transaction
from service.usecases.remedies import heed
from service.usecases.settled import NOTICED, SETTLES
from service.usecases.turn import take_turn, until_turn

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class SendMessage:
    """Sends a text once, however often the job is delivered."""

    store: Store
    journal: Journal
    clock: Clock
    carrier: Carrier
    send_rate: float
    """Message segments a second, over all workers."""
    draw: Callable[[], float]
    """A random number from 0 to 1, for the jitter of a pause."""

    def __call__(self, message_id: int) -> Callable[[], None] | None:
        """Wait for this text's turn and claim it; None if it is not to be sent.

        What is left to do, in whatever thread, is to ask the carrier and to record its answer. Both
        raise StoreDown.
        """
        text = take_turn(
            self.store,
            self.journal,
            self.clock,
            f"text {message_id}",
            lambda tx: self._turn(tx, message_id),
            lambda tx, asked: self._claim(tx, message_id, asked),
        )
        return None if text is None else partial(self._ask, text)

    def _ask(self, text: OutgoingText) -> None:
        answer = self.carrier.send_text(text)
        self.store.run(lambda tx: self._record(tx, text, answer))

    def _turn(self, tx: Transaction, message_id: int) -> timedelta | None:
        """How long until this text's turn; None if it is not to be sent."""
        now = self.clock.now()
        body = tx.messages.waiting(message_id, now)
        if body is None or tx.halts.standing(now):
            return None
        takes = timedelta(seconds=count(body).segments / self.send_rate)
        wait = until_turn(tx, self.clock, "texts", takes)
        # Not due before its turn: neither the sweep nor a second delivery takes another one.
        tx.messages.requeue(message_id, now, due=now + wait)
        return wait

    def _claim(self, tx: Transaction, message_id: int, asked: datetime) -> OutgoingText | None:
        now = self.clock.now()
        if tx.messages.waiting(message_id, now) is None:  # locked: whoever held it is done with it
            return None
        if tx.halts.standing(now):  # begun while it waited, by a request that was under way
            return None
        if self.clock.machine_now() - asked > NOTICED:
            tx.messages.requeue(message_id, now, due=now + SETTLES)
            return None
        text = tx.messages.claim(message_id, now)
        if text is not None and now - text.created_at > TEXT_PATIENCE:
            log.warning("text %s is given up: its call is too long ago", message_id)
            tx.messages.settle(message_id, MessageStatus.FAILED, now)
            return None
        return text

    def _record(self, tx: Transaction, text: OutgoingText, answer: Answer) -> None:
        now = self.clock.now()
        # Before their text, as everybody locks them.
        supporter = tx.supporters.get(text.supporter_id)
        match answer:
            case Accepted(sid):
                tx.messages.settle(text.id, MessageStatus.ACCEPTED, now, sid=sid)
                tx.halts.end()
            case Refused(code):
                log.warning("text %s was refused: %s", text.id, code)
                tx.messages.settle(text.id, MessageStatus.FAILED, now, error_code=code)
                heed(tx, supporter, code, now)
            case InDoubt(reason):
                log.warning("text %s is in doubt: %s", text.id, reason)
                tx.messages.settle(text.id, MessageStatus.IN_DOUBT, now)
            case NotNow(reason, code):
                log.info("text %s cannot be sent now: %s", text.id, reason)
                due = now + backoff(text.attempts, self.draw())
                tx.messages.requeue(text.id, now, due)
                heed(tx, supporter, code, now)
