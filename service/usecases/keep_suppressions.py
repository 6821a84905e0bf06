"""Keep a copy of all stops outside the database, which may be lost and begun anew."""

import logging
from collections.abc import Hashable

from service.domain.limits import DAY
from service.domain.suppression import Suppressions
from service.ports.clock import Clock
from service.ports.store import Store, Transaction
from service.ports.suppressions import ListUnreadable, SuppressionList

log = logging.getLogger(__name__)

ROUNDS = 10
"""At the latest after so many both sides are read, though nothing seems to have changed."""


class KeepSuppressions:
    """Runs every half minute, reads all only now and then, and writes only what changed.

    A stop that is kept and not in the database is put back into it: that is another database than
    the one before, and has lifted nothing.
    """

    def __init__(self, store: Store, clock: Clock, kept: SuppressionList) -> None:
        """``kept`` is the copy; the clock says what was lifted more than a day ago."""
        self._store = store
        self._clock = clock
        self._kept = kept
        self._seen: Hashable = None
        self._rounds = 0
        """Since both sides were read."""

    def __call__(self) -> None:
        """One round. Raises StoreDown."""
        self._rounds += 1
        if self._seen == self._store.run(self._look) and self._rounds < ROUNDS:
            return
        known = self._known()
        seen, stops = self._store.run(lambda tx: self._brought_up_to_date(tx, known))
        if stops != known:
            self._kept.keep(stops)
        self._seen, self._rounds = seen, 0

    def _brought_up_to_date(
        self, tx: Transaction, known: Suppressions
    ) -> tuple[Hashable, Suppressions]:
        if tx.suppressions.take_in(known):
            tx.suppressions.lift_returned()
        # Before the stops themselves: of what comes in between the next round learns by it.
        return self._look(tx), tx.suppressions.all()

    def _look(self, tx: Transaction) -> Hashable:
        tx.suppressions.forget(self._clock.now() - DAY)
        return tx.suppressions.fingerprint()

    def _known(self) -> Suppressions:
        try:
            return self._kept.read()
        except ListUnreadable as error:
            # A list of the present stops is worth more than none; the other one stays beside it.
            log.error("%s. It is set aside and a new one is begun", error)
            self._kept.set_aside()
            return {}
