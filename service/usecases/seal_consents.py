"""Seal what was recorded in the consent ledger, and anchor where its chain ends."""

import logging
from dataclasses import dataclass
from datetime import timedelta

from service.domain.consent_chain import START, Anchor
from service.ports.clock import Clock
from service.ports.consent_chain import Anchors
from service.ports.store import Store

log = logging.getLogger(__name__)

AT_ONCE = 500
"""Events of one transaction, so that whoever records one never waits long."""
PAUSE_SECONDS = 0.1
"""Between two of them, in which others get in: SQLite lets in whoever asks first, not next."""

ANCHORED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class SealConsents:
    """Runs every few seconds in one process or several. Nobody's webhook waits for it."""

    store: Store
    clock: Clock
    anchors: Anchors

    def __call__(self) -> None:
        """Seal what is new. Raises StoreDown."""
        self._seal(late=False)
        self._anchor()

    def late(self) -> None:
        """Seal what took its id long before it was committed, too. Raises StoreDown."""
        self._seal(late=True)

    def _seal(self, *, late: bool) -> None:
        while self.store.run(lambda tx: tx.consent_chain.seal(AT_ONCE, late=late)) == AT_ONCE:
            self.clock.sleep(PAUSE_SECONDS)

    def _anchor(self) -> None:
        head = self.store.run(lambda tx: tx.consent_chain.head())
        last, now = self.anchors.newest(), self.clock.machine_now()
        if head == (last.head if last else START):
            return
        # A machine's clock that was set back must not hold up the next one for long.
        if last is None or abs(now - last.at) >= ANCHORED_EVERY:
            log.info("the consent ledger stands at %s", head)
            self.anchors.keep(Anchor(now, head))
