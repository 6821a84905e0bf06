"""Place one promised call."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from service.domain.backoff import backoff
from service.domain.callflow import rung_back
from service.domain.carrier_errors import in_words
from service.domain.knowledge import Knowledge
from service.domain.limits import RETRY_PATIENCE, RING_PATIENCE
from service.domain.records import Call, CallStatus, Supporter
from service.ports.archive import CampaignArchive
from service.ports.carrier import Accepted, Answer, Carrier, InDoubt, NotNow, OutgoingCall, Refused
from service.ports.clock import Clock
from service.ports.journal import Journal
from service.ports.store import Store, Transaction
from service.usecases.call_campaign import campaign_of
from service.usecases.missed_ring import tell_of_missed_ring
from service.usecases.objections import (
    Outgoing,
    QuietHours,
    dialed_in,
    first_objection,
    stopped,
    unusable,
)
from service.usecases.remedies import accepted, heed
from service.usecases.retry import held_back
from service.usecases.settled import NOTICED, SETTLES
from service.usecases.turn import take_turn, until_turn

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class PlaceCall:
    """Rings a person at the call rate, once however often the job is delivered."""

    store: Store
    journal: Journal
    clock: Clock
    carrier: Carrier
    knowledge: Knowledge
    archive: CampaignArchive
    call_rate: float
    """Calls we may place a second, over all workers."""
    number: str | None
    """The number to dial, E.164; None: the one that was texted."""
    draw: Callable[[], float]
    """A random number from 0 to 1, for the jitter of a pause."""

    def __call__(self, call_id: int) -> Callable[[], None] | None:
        """Wait for this call's turn and claim it; None if it is not to be placed.

        What is left to do, in whatever thread, is to ask the carrier and to record its answer. Both
        raise StoreDown.
        """
        return take_turn(
            self.store,
            self.journal,
            self.clock,
            f"call {call_id}",
            lambda tx: self._turn(tx, call_id),
            lambda tx, asked: self._claim(tx, call_id, asked),
            lambda outgoing: self._ask(call_id, outgoing),
        )

    def _ask(self, call_id: int, outgoing: OutgoingCall) -> None:
        answer = self.carrier.place_call(outgoing)
        self.store.run(lambda tx: self._record(tx, call_id, answer))

    def _turn(self, tx: Transaction, call_id: int) -> timedelta | None:
        """How long until this call's turn; None if it is not to be placed."""
        call, now = tx.calls.get(call_id), self.clock.now()
        if call is None or not call.waits_since(now) or tx.halts.standing(now):
            return None
        wait = until_turn(tx, self.clock, "calls", timedelta(seconds=1 / self.call_rate))
        # Not due before its turn: neither the sweep nor a second delivery takes another one.
        tx.calls.requeue(call_id, now, due=now + wait)
        return wait

    def _claim(self, tx: Transaction, call_id: int, asked: datetime) -> OutgoingCall | None:
        call, now = tx.calls.get(call_id), self.clock.now()
        if call is None or call.status is not CallStatus.QUEUED or call.supporter_id is None:
            return None
        if tx.halts.standing(now):  # begun while it waited, by a request that was under way
            return None
        if self.clock.machine_now() - asked > NOTICED:
            tx.calls.requeue(call_id, now, due=now + SETTLES)
            return None
        supporter = tx.supporters.get(call.supporter_id)
        if supporter is not None and supporter.held_at is not None:
            return None  # it stays promised: the sweep asks again once the doubt is settled
        if supporter is None or self._called_off(tx, call, supporter, now):
            return None
        if now - call.requested_at > (RING_PATIENCE if call.attempt == 1 else RETRY_PATIENCE):
            log.warning("call %s is given up: nobody waits for it any more", call_id)
            tx.calls.move(call_id, CallStatus.CANCELED, now)
            self._tell(tx, call, "ring_missed", now)
            return None
        tx.calls.attempt(call_id, now)
        start = rung_back(
            call.campaign,
            call.revision,
            int(now.timestamp()),
            call.language,
            targets=call.targets,
        )
        return OutgoingCall(call.token, supporter.e164, call.our_number, start)

    def _called_off(self, tx: Transaction, call: Call, supporter: Supporter, now: datetime) -> bool:
        """Whether it is not placed: nobody waits for a ring until the morning."""
        areas = self.knowledge.areas
        campaign = campaign_of(call.campaign, call.revision, self.knowledge, self.archive)
        # Whoever waited in a line asked for a ring, but not at this moment.
        ours = call.attempt > 1 or bool(call.targets)
        ring = Outgoing(supporter, call.requested_at, ours=ours)
        objection = first_objection(
            (stopped, unusable, dialed_in, QuietHours(areas)), tx, ring, now
        )
        objection = objection or held_back(tx, call, supporter, campaign, areas, now)
        if objection:
            log.info("call %s is called off: %s", call.id, objection.reason)
            tx.calls.move(call.id, CallStatus.CANCELED, now)
            self._tell(tx, call, "ring_missed", now)
        return objection is not None

    def _record(self, tx: Transaction, call_id: int, answer: Answer) -> None:
        """Keep the carrier's answer; the call's own webhooks may have been quicker."""
        call, now = tx.calls.get(call_id), self.clock.now()
        if call is None or call.status is not CallStatus.DIALING:
            return
        match answer:
            case Accepted(sid):
                accepted(tx)
                tx.calls.move(call_id, CallStatus.RINGING, now, sid=sid)
            case Refused(code):
                log.warning("call %s was refused: %s", call_id, in_words(code))
                tx.calls.move(call_id, CallStatus.FAILED, now, error_code=code)
                self._heed(tx, call, code, now)
                self._tell(tx, call, "call_unringable", now)
            case InDoubt(reason):
                log.warning("call %s is in doubt: %s", call_id, reason)
                tx.calls.move(call_id, CallStatus.IN_DOUBT, now)
            case NotNow(reason, code, after):
                log.info("call %s cannot be placed now: %s", call_id, reason)
                due = now + backoff(call.attempts, self.draw(), after)
                tx.calls.requeue(call_id, now, due)
                self._heed(tx, call, code, now)

    def _heed(self, tx: Transaction, call: Call, code: int, now: datetime) -> None:
        supporter = tx.supporters.get(call.supporter_id) if call.supporter_id else None
        heed(tx, supporter, code, now)

    def _tell(self, tx: Transaction, call: Call, key: str, now: datetime) -> None:
        tell_of_missed_ring(tx, call, key, self.number, self.knowledge, now)
