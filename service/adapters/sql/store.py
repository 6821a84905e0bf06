"""Runs work in one SQL transaction and hands out jobs after the commit."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    SQLAlchemyError,
    TimeoutError,
)

from service.adapters.sql.allowances import SqlAllowances
from service.adapters.sql.calls import SqlCalls
from service.adapters.sql.cause import cause_of
from service.adapters.sql.consent_seals import SqlConsentChain
from service.adapters.sql.consents import SqlConsents
from service.adapters.sql.engine import empty_log
from service.adapters.sql.halts import SqlHalts
from service.adapters.sql.key_marks import require_keys
from service.adapters.sql.legs import SqlLegs
from service.adapters.sql.messages import SqlMessages
from service.adapters.sql.outage import store_down
from service.adapters.sql.pace import SqlPace
from service.adapters.sql.receipts import SqlReceipts
from service.adapters.sql.rings import SqlRings
from service.adapters.sql.schema import Schema
from service.adapters.sql.set_aside import SqlSetAside
from service.adapters.sql.supporters import SqlSupporters
from service.adapters.sql.suppressions import SqlSuppressions
from service.adapters.sql.texts import SqlTexts
from service.adapters.sql.waits import SqlWaits
from service.adapters.vault import Vault
from service.ports.lines import Lines
from service.ports.queue import Queue
from service.ports.store import RowRefused, StoreDown, Transaction

T = TypeVar("T")

ATTEMPTS = 4
"""How often work is begun anew because another writer was in its way."""

_IN_THE_WAY = frozenset({"40001", "40P01"})
"""SQLSTATEs of a transaction that was ended in favor of another: serialization and deadlock."""


class SqlTransaction:
    """The repositories of one transaction, and the jobs it asks for."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        """Bind the repositories to a connection whose transaction is open."""
        self.supporters = SqlSupporters(connection, vault)
        self.texts = SqlTexts(connection, vault)
        self.calls = SqlCalls(connection, vault)
        self.legs = SqlLegs(connection)
        self.set_aside = SqlSetAside(connection)
        self.rings = SqlRings(connection, vault)
        self.waits = SqlWaits(connection)
        self.messages = SqlMessages(connection, vault)
        self.receipts = SqlReceipts(connection)
        self.allowances = SqlAllowances(connection, vault)
        self.pace = SqlPace(connection)
        self.halts = SqlHalts(connection)
        self.consents = SqlConsents(connection, vault)
        self.consent_chain = SqlConsentChain(connection, vault)
        self.suppressions = SqlSuppressions(connection)
        self.jobs: dict[tuple[str, int], None] = {}

    def later(self, job: str, row_id: int) -> None:
        """Ask for a job after the commit; twice is once."""
        self.jobs[job, row_id] = None

    @property
    def erased(self) -> bool:
        """Whether something was erased that must not linger anywhere."""
        erased = self.supporters.erased or self.consents.erased
        return erased or self.allowances.unlinked or self.suppressions.forgot


class SqlStore:
    """The truth."""

    def __init__(self, engine: Engine, vault: Vault, queue: Queue, lines: Lines) -> None:
        """Jobs go to ``queue`` and news to ``lines`` once the rows they are about are safe."""
        self._engine = engine
        self._vault = vault
        self._queue = queue
        self._lines = lines
        self._ours = False

    def run(self, work: Callable[[Transaction], T]) -> T:
        """Do work in one transaction.

        Raises:
            StoreDown: the database does not answer.
            SchemaFault: it has the tables of another version.
            RowRefused: it answers, and a row conflicts with another or holds what it cannot.
            WrongKeys: it was filled under other keys.
        """
        attempt = 1
        while True:
            try:
                return self._once(work)
            except (DBAPIError, TimeoutError) as error:
                if attempt == ATTEMPTS or not _was_in_the_way(error):
                    raise _down(error) from error
            attempt += 1

    def _once(self, work: Callable[[Transaction], T]) -> T:
        with self._engine.begin() as connection:
            if not self._ours:
                Schema().require_current(connection)
                require_keys(connection, self._vault)
            transaction = SqlTransaction(connection, self._vault)
            result = work(transaction)
        self._ours = True
        if transaction.erased:
            empty_log(self._engine)
        for job, row_id in transaction.jobs:
            self._queue.enqueue(job, row_id)
        for news in transaction.legs.news:
            self._lines.hear(news)
        return result


def _was_in_the_way(error: SQLAlchemyError) -> bool:
    """Whether another writer was there first, so that a second attempt may succeed."""
    sqlstate = getattr(getattr(error, "orig", None), "sqlstate", None)
    return isinstance(error, IntegrityError) or sqlstate in _IN_THE_WAY


def _down(error: SQLAlchemyError) -> StoreDown:
    if isinstance(error, IntegrityError | DataError):
        return RowRefused(
            "the database will not take a row, however often it is asked "
            f"({cause_of(error).found}): please report it"
        )
    return store_down(error)
