"""The numbers set aside, as one process knows them: with the database or without."""

from datetime import datetime, timedelta

from service.ports.clock import Clock
from service.ports.set_aside import AsideCopy
from service.ports.store import Transaction

LOOKS_EVERY = timedelta(seconds=5)
"""How long it may take until a process heeds what an operator does."""


class AsideNumbers:
    """Called for the numbers; looks into the database now and then.

    While it is away the last answer counts, and before the first what this machine kept.
    """

    def __init__(self, copy: AsideCopy, clock: Clock) -> None:
        """Nothing is read before the first call."""
        self._copy = copy
        self._clock = clock
        self._numbers: frozenset[str] | None = None
        self._looked_at: datetime | None = None

    def __call__(self) -> frozenset[str]:
        """All of them, E.164."""
        if self._numbers is None:
            self._numbers = self._copy.read()
        return self._numbers

    def look(self, tx: Transaction) -> None:
        """Ask the database, unless it was asked a moment ago. Raises StoreDown."""
        now = self._clock.machine_now()
        if self._looked_at and abs(now - self._looked_at) < LOOKS_EVERY:
            return
        numbers = tx.set_aside.numbers()
        if numbers != self():
            self._copy.keep(numbers)
        self._numbers, self._looked_at = numbers, now
