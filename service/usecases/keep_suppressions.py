"""Keep a copy of all stops outside the database, which may be lost and begun anew."""

import logging
from dataclasses import dataclass

from service.ports.store import Store
from service.ports.suppressions import ListUnreadable, SuppressionList, Suppressions

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class KeepSuppressions:
    """Runs every half minute. Writes only when something changed."""

    store: Store
    kept: SuppressionList

    def __call__(self) -> None:
        """One round. Raises StoreDown."""
        known = self._known()
        stops = self.store.run(lambda tx: tx.suppressions.gather(known))
        if stops != known:
            self.kept.keep(stops)

    def _known(self) -> Suppressions:
        try:
            return self.kept.read()
        except ListUnreadable as error:
            # A list of the present stops is worth more than none; the other one stays beside it.
            log.error("%s. It is set aside and a new one is begun", error)
            self.kept.set_aside()
            return {}
