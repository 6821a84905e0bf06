"""Hand one text to the carrier."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from service.domain.backoff import backoff
from service.domain.carrier_errors import in_words
from service.domain.limits import HOUR, TEXT_PATIENCE
from service.domain.person_place import whereabouts
from service.domain.quiet_hours import Quiet, quiet_hours
from service.domain.records import Supporter
from service.domain.segments import count
from service.domain.text_records import MessageStatus, OutgoingText
from service.domain.whereabouts import AreaCodes, Whereabouts
from service.ports.carrier import Accepted, Answer, Carrier, InDoubt, NotNow, Refused
from service.ports.clock import Clock
from service.ports.journal import Journal
from service.ports.store import Store, Transaction
from service.usecases.alert_question import put_question
from service.usecases.objections import (
    Outgoing,
    QuietHours,
    asked_since,
    first_objection,
    overtaken,
)
from service.usecases.remedies import accepted, heed
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
    areas: AreaCodes
    send_rate: float
    """Message segments a second, over all workers."""
    draw: Callable[[], float]
    """A random number from 0 to 1, for the jitter of a pause."""

    def __call__(self, message_id: int) -> Callable[[], None] | None:
        """Wait for this text's turn and claim it; None if it is not to be sent.

        What is left to do, in whatever thread, is to ask the carrier and to record its answer. Both
        raise StoreDown.
        """
        return take_turn(
            self.store,
            self.journal,
            self.clock,
            f"text {message_id}",
            lambda tx: self._turn(tx, message_id),
            lambda tx, asked: self._claim(tx, message_id, asked),
            self._ask,
        )

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
        number = tx.messages.recipient(message_id)
        # Before their text, as everybody locks them.
        supporter = tx.supporters.find(number) if number else None
        if tx.messages.waiting(message_id, now) is None:  # locked: whoever held it is done with it
            return None
        if tx.halts.standing(now):  # begun while it waited, by a request that was under way
            return None
        if self.clock.machine_now() - asked > NOTICED:
            tx.messages.requeue(message_id, now, due=now + SETTLES)
            return None
        text = tx.messages.get(message_id)
        if text is None or supporter is None or self._kept_back(tx, text, supporter, now):
            return None
        claimed = tx.messages.claim(message_id, now)
        if claimed and claimed.asks and claimed.attempts == 1:
            put_question(tx, claimed, supporter, now)
        return claimed

    def _kept_back(
        self, tx: Transaction, text: OutgoingText, supporter: Supporter, now: datetime
    ) -> bool:
        """Whether it does not go out now; it is then put off, or ended for good."""
        if now > _given_up(text, whereabouts(supporter, self.areas)):
            log.warning("text %s is given up: what it speaks of is too long ago", text.id)
            tx.messages.settle(text.id, MessageStatus.FAILED, now)
            return True
        ours, asks = text.asks is not None, text.asks is not None and text.attempts == 0
        outgoing = Outgoing(supporter, text.created_at, ours=ours, reply=text.reply, asks=asks)
        conditions = (overtaken, asked_since, QuietHours(self.areas))
        objection = first_objection(conditions, tx, outgoing, now)
        if objection is None:
            return False
        if objection.until:
            log.info("text %s waits until %s: %s", text.id, objection.until, objection.reason)
            tx.messages.requeue(text.id, now, due=objection.until)
        else:
            log.info("text %s is called off: %s", text.id, objection.reason)
            tx.messages.settle(text.id, MessageStatus.CANCELED, now)
        return True

    def _record(self, tx: Transaction, text: OutgoingText, answer: Answer) -> None:
        now = self.clock.now()
        # Before their text, as everybody locks them.
        supporter = tx.supporters.get(text.supporter_id)
        match answer:
            case Accepted(sid):
                tx.messages.settle(text.id, MessageStatus.ACCEPTED, now, sid=sid)
                accepted(tx)
            case Refused(code):
                log.warning("text %s was refused: %s", text.id, in_words(code))
                tx.messages.settle(text.id, MessageStatus.FAILED, now, error_code=code)
                heed(tx, supporter, code, now)
            case InDoubt(reason):
                log.warning("text %s is in doubt: %s", text.id, reason)
                tx.messages.settle(text.id, MessageStatus.IN_DOUBT, now)
            case NotNow(reason, code, after):
                log.info("text %s cannot be sent now: %s", text.id, reason)
                due = now + backoff(text.attempts, self.draw(), after)
                tx.messages.requeue(text.id, now, due)
                heed(tx, supporter, code, now)


def _given_up(text: OutgoingText, there: Whereabouts) -> datetime:
    """After when it is given up: a night that it waits through leaves it an hour of the morning."""
    patience = text.created_at + TEXT_PATIENCE
    nights = (quiet_hours(there, moment) for moment in (text.created_at, patience))
    mornings = (night.until + HOUR for night in nights if isinstance(night, Quiet))
    return max([patience, *mornings])
