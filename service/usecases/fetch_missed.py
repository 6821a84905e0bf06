"""Fetch the texts that people sent while we could not be reached."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from service.domain.segments import apart
from service.domain.vocabulary import carrier_answers
from service.ports.carrier import Arrivals, Arrived, Carrier
from service.ports.clock import Clock
from service.ports.jobs import SEND
from service.ports.journal import Journal
from service.ports.phones import PhoneReader
from service.ports.store import RowRefused, Store, Transaction
from service.usecases.late_text import Late
from service.usecases.objections import QuietHours
from service.usecases.receive_text import ReceiveText

log = logging.getLogger(__name__)

ITS_WEBHOOK_MAY_COME = timedelta(minutes=2)
"""A younger text may be on its way to us right now, retries included."""

LOOKS_BACK = timedelta(hours=24)
"""How far back at most: an answer to an older text would surprise its sender."""

_OVERLAP = timedelta(minutes=10)
"""Listings overlap by so much: the carrier's clock and ours may differ."""

_HALVINGS = 10
"""How often in a round a time with too many texts is cut in half: a day to a minute and a half."""


@dataclass(frozen=True)
class FetchMissed:
    """Lists what arrived at the carrier and takes in what never came to us, each text once."""

    store: Store
    journal: Journal
    clock: Clock
    carrier: Carrier
    phones: PhoneReader
    receive_text: ReceiveText
    carrier_replies: bool
    """Whether the carrier answers its own stop, start and help words."""

    def __call__(self) -> None:
        """One round. Raises StoreDown.

        None while events are kept aside: a text among them was answered, and is no missed one.
        """
        if self.journal.waits():
            return
        until = self.clock.now() - ITS_WEBHOOK_MAY_COME
        since = self.store.run(lambda tx: tx.texts.fetched_until())
        if since is not None:
            since = min(max(since, until - LOOKS_BACK), until)
            arrivals, until = self._arrivals(since, until)
            if arrivals is None:
                return
            self._stops_first(until)
            for one in arrivals.texts:
                if one.at <= until:
                    self._keep(one)
        self.store.run(lambda tx: tx.texts.fetched(until))

    def _stops_first(self, ripe: datetime) -> None:
        """Take in the stops that are younger: what their senders asked before is called off too.

        A webhook that comes after all finds its text taken in.
        """
        young = self.carrier.texts_between(ripe, self.clock.now())
        for one in young.texts if young else ():
            if self.receive_text.ends_all(one.text):
                self._keep(one)

    def _arrivals(self, since: datetime, until: datetime) -> tuple[Arrivals | None, datetime]:
        """What arrived, and up to when: the oldest part, where it is too much for one round.

        The carrier lists the newest first, and what is left out has to be no older than the rest.
        """
        for halved in range(_HALVINGS + 1):
            part = 0.5**halved
            end = since + (until - since) * part
            arrivals = self.carrier.texts_between(since - _OVERLAP * part, end)
            if arrivals is None:
                return None, end
            if arrivals.whole:
                break
        else:
            log.error(
                "the carrier lists too many texts from %s to %s to look through: some may be "
                "missing here, see the carrier's console",
                since,
                end,
            )
        if end < until:
            log.info("missed texts are fetched up to %s, later ones in the next round", end)
        return arrivals, end

    def _keep(self, arrived: Arrived) -> None:
        """Take in one text; one that no row can hold holds up none of the others."""
        try:
            self.store.run(partial(self._take_in, arrived))
        except RowRefused as error:
            sid = arrived.text.sid
            log.error("text %s is left out, see the carrier's console: %s", sid, error)

    def _take_in(self, arrived: Arrived, tx: Transaction) -> None:
        text, now = arrived.text, self.clock.now()
        if tx.texts.answered(text.sid) is not None:
            return
        log.warning("text %s has not come to us and was fetched", text.sid)
        sender = self.phones.read(arrived.sender)
        answered = self.carrier_replies and carrier_answers(text.body)
        reply = self.receive_text.within(
            tx, text, sender, Late(arrived.at), carrier_answered=answered
        )
        # A stop holds at once: a word on it so late would be one more text after it.
        unwanted = tx.supporters.suppressed(sender.e164)
        supporter = None if unwanted else tx.supporters.find(sender.e164)
        if reply and supporter:
            due = QuietHours(self.phones).morning(tx, supporter, arrived.at, now)
            for words in apart(reply):
                tx.later(SEND, tx.messages.reply(supporter.id, text.to, words, now, due))
