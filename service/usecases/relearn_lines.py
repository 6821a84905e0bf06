"""Learn again what is known of lines once it was lost."""

from dataclasses import dataclass
from datetime import timedelta

from service.domain.line_history import history_of
from service.ports.clock import Clock
from service.ports.lines import Lines
from service.ports.store import Store

WORTH = timedelta(hours=6)
"""Older legs have next to no weight; no leg lasts for so long."""


@dataclass(frozen=True)
class RelearnLines:
    """Runs every few seconds, and finds nothing to do unless there is nothing known.

    A leg that ends meanwhile may teach twice, or keep its place on a line until that lapses.
    """

    store: Store
    clock: Clock
    lines: Lines

    def __call__(self) -> None:
        """One round. Raises StoreDown."""
        if not self.lines.wiped():
            return
        since = self.clock.now() - WORTH
        self.lines.rebuild(history_of(self.store.run(lambda tx: tx.legs.since(since))))
