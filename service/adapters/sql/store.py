"""Runs work in one SQL transaction and hands out jobs after the commit."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, IntegrityError

from service.adapters.sql.calls import SqlCalls
from service.adapters.sql.halts import SqlHalts
from service.adapters.sql.messages import SqlMessages
from service.adapters.sql.pace import SqlPace
from service.adapters.sql.supporters import SqlSupporters
from service.adapters.sql.texts import SqlTexts
from service.adapters.vault import Vault
from service.ports.queue import Queue
from service.ports.store import StoreDown, Transaction

T = TypeVar("T")

ATTEMPTS = 4
"""How often work is begun anew because another writer inserted the same row first."""


class SqlTransaction:
    """The repositories of one transaction, and the jobs it asks for."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        """Bind the repositories to a connection whose transaction is open."""
        self.supporters = SqlSupporters(connection, vault)
        self.texts = SqlTexts(connection, vault)
        self.calls = SqlCalls(connection, vault)
        self.messages = SqlMessages(connection, vault)
        self.pace = SqlPace(connection)
        self.halts = SqlHalts(connection)
        self.jobs: dict[tuple[str, int], None] = {}

    def later(self, job: str, row_id: int) -> None:
        """Ask for a job after the commit; twice is once."""
        self.jobs[job, row_id] = None


class SqlStore:
    """The truth."""

    def __init__(self, engine: Engine, vault: Vault, queue: Queue) -> None:
        """Jobs go to ``queue`` once the rows they are about are safe."""
        self._engine = engine
        self._vault = vault
        self._queue = queue

    def run(self, work: Callable[[Transaction], T]) -> T:
        """Do work in one transaction. Raises StoreDown when the database does not answer."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with self._engine.begin() as connection:
                    transaction = SqlTransaction(connection, self._vault)
                    result = work(transaction)
            except IntegrityError as error:
                if attempt == ATTEMPTS:
                    raise StoreDown(
                        "the database holds a row that this one conflicts with, however often it "
                        "is begun anew: please report it"
                    ) from error
                continue
            except DBAPIError as error:
                raise StoreDown(
                    f"the database does not answer ({type(error.orig).__name__}): "
                    "check DATABASE_URL, the server and the disk"
                ) from error
            for job, row_id in transaction.jobs:
                self._queue.enqueue(job, row_id)
            return result
        raise AssertionError("unreachable")
