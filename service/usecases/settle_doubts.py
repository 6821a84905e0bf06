"""Ask the carrier what became of texts and calls whose fate nobody knows."""

import logging
from dataclasses import dataclass

from service.domain.limits import DOUBT_RIPENS, LOOK_AGAIN_AFTER
from service.domain.records import Call, CallStatus
from service.domain.text_records import MessageStatus, OutgoingText
from service.ports.carrier import Carrier, Listed, NotListed, Sighting
from service.ports.clock import Clock
from service.ports.store import Store, Transaction

log = logging.getLogger(__name__)

LOOKS_NEEDED = 2
"""Listings that must not know of it before it is tried again."""

_AT_ONCE = 20
"""Doubts looked into in one round, so that a round stays short."""


@dataclass(frozen=True)
class SettleDoubts:
    """Settles by listing what no receipt has settled. Nothing is ever repeated on a guess."""

    store: Store
    clock: Clock
    carrier: Carrier

    def __call__(self) -> None:
        """One round over everything that is due for a look. Raises StoreDown."""
        now = self.clock.now()
        due = (now - DOUBT_RIPENS, now - LOOK_AGAIN_AFTER)
        for message_id in self.store.run(lambda tx: tx.messages.doubtful(*due))[:_AT_ONCE]:
            self._message(message_id)
        for call_id in self.store.run(lambda tx: tx.calls.doubtful(*due))[:_AT_ONCE]:
            self._call(call_id)

    def _message(self, message_id: int) -> None:
        text = self.store.run(lambda tx: tx.messages.get(message_id))
        if text is None or text.attempted_at is None:
            return
        known = self.store.run(lambda tx: tx.messages.sids_of(text.supporter_id))
        sighting = self.carrier.find_text(text, text.attempted_at, known)
        self.store.run(lambda tx: self._settle_message(tx, text, sighting))

    def _settle_message(self, tx: Transaction, text: OutgoingText, sighting: Sighting) -> None:
        present, now = tx.messages.get(text.id), self.clock.now()
        if present is None or (present.attempts, present.looks) != (text.attempts, text.looks):
            return  # another process looked meanwhile
        match sighting:
            case Listed(sid):
                tx.messages.settle(text.id, MessageStatus.ACCEPTED, now, sid=sid)
            case NotListed() if text.looks + 1 >= LOOKS_NEEDED:
                log.info("text %s never reached the carrier", text.id)
                tx.messages.requeue(text.id, now, due=now)
            case NotListed():
                tx.messages.looked(text.id, now)

    def _call(self, call_id: int) -> None:
        call = self.store.run(lambda tx: tx.calls.get(call_id))
        if call is None or call.attempted_at is None or call.supporter_id is None:
            return
        person = call.supporter_id
        supporter = self.store.run(lambda tx: tx.supporters.get(person))
        if supporter is None:
            return
        known = self.store.run(lambda tx: tx.calls.sids_of(person))
        sighting = self.carrier.find_call(supporter.e164, call.our_number, call.attempted_at, known)
        self.store.run(lambda tx: self._settle_call(tx, call, sighting))

    def _settle_call(self, tx: Transaction, asked: Call, sighting: Sighting) -> None:
        call, now = tx.calls.get(asked.id), self.clock.now()
        if call is None or call.status is not CallStatus.IN_DOUBT:
            return
        if (call.attempts, call.looks) != (asked.attempts, asked.looks):
            return  # another process looked meanwhile
        match sighting:
            case Listed(sid):
                tx.calls.move(call.id, CallStatus.RINGING, now, sid=sid)
            case NotListed() if call.looks + 1 >= LOOKS_NEEDED:
                log.info("call %s never reached the carrier", call.id)
                tx.calls.requeue(call.id, now, due=now)
            case NotListed():
                tx.calls.looked(call.id, now)
