"""SQL, the truth: one transaction at a time."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from service.domain.errors import PatchlineError
from service.ports.allowances import Allowances
from service.ports.calls import Calls
from service.ports.consent_chain import ConsentChain
from service.ports.consents import Consents
from service.ports.halts import Halts
from service.ports.legs import Legs
from service.ports.messages import Messages, Receipts
from service.ports.people import Supporters, Texts
from service.ports.rings import Rings
from service.ports.set_aside import SetAsideNumbers
from service.ports.suppressions import SuppressionTable
from service.ports.waits import Waits

T = TypeVar("T")


class StoreDown(PatchlineError):
    """The database does not answer."""


class RowRefused(StoreDown):
    """The database answers, and will not take this, however often it is asked."""


class MigrationFailed(PatchlineError):
    """The database could not be brought up to date."""


class NotMigratedYet(MigrationFailed):
    """The database did not answer: it may do so later."""


class Pace(Protocol):
    """Who may go next, over all workers."""

    def reserve(self, name: str, now: datetime, takes: timedelta) -> datetime:
        """The next free moment of a pace (``calls``, ``texts``), now taken for so long."""
        ...

    def alone(self, name: str, now: datetime) -> None:
        """Wait for whoever is at what is so named, and keep others from it until the commit."""
        ...


class Transaction(Protocol):
    """Everything in SQL, inside one transaction."""

    @property
    def supporters(self) -> Supporters: ...
    @property
    def texts(self) -> Texts: ...
    @property
    def calls(self) -> Calls: ...
    @property
    def legs(self) -> Legs: ...
    @property
    def set_aside(self) -> SetAsideNumbers: ...
    @property
    def rings(self) -> Rings: ...
    @property
    def waits(self) -> Waits: ...
    @property
    def messages(self) -> Messages: ...
    @property
    def receipts(self) -> Receipts: ...
    @property
    def allowances(self) -> Allowances: ...
    @property
    def pace(self) -> Pace: ...
    @property
    def halts(self) -> Halts: ...
    @property
    def consents(self) -> Consents: ...
    @property
    def consent_chain(self) -> ConsentChain: ...
    @property
    def suppressions(self) -> SuppressionTable: ...

    def later(self, job: str, row_id: int) -> None:
        """Ask for a job on a row once this transaction is committed, and only then."""
        ...


class Store(Protocol):
    """SQL, the truth."""

    def run(self, work: Callable[[Transaction], T]) -> T:
        """Do work in one transaction, anew if another writer was there first.

        Raises StoreDown when the database does not answer, RowRefused when it will not take this.
        """
        ...
