"""Counts for monitoring: how many rows stand where. Nothing personal."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import SQLAlchemyError

from service.adapters.breaker import Breaker, NoAnswer
from service.adapters.sql.cause import cause_of
from service.adapters.sql.engine import snapshot
from service.adapters.sql.impatient import PATIENCE_SECONDS
from service.adapters.sql.key_marks import look_for_other_keys
from service.adapters.sql.schema import Schema
from service.adapters.sql.tables import CALLS, HALTS, LEGS, MESSAGES, SUPPORTERS, TEXTS
from service.adapters.vault import Vault
from service.domain.errors import PatchlineError
from service.ports.store import StoreDown

T = TypeVar("T")


class SqlFigures:
    """Reads counts straight from the tables, and gives up in time where they do not answer."""

    def __init__(self, engine: Engine, vault: Vault) -> None:
        """Each reading takes a connection of its own."""
        self._engine = engine
        self._vault = vault
        self._schema = Schema()
        self._breaker = Breaker(PATIENCE_SECONDS, retry_seconds=0.0)

    def fault(self) -> str | None:
        """Why the database cannot be used, with the cure; None if it can."""
        try:
            self._breaker.run(self._require_own, fails=StoreDown)
        except (NoAnswer, SQLAlchemyError) as error:
            cause = error if isinstance(error, NoAnswer) else cause_of(error)
            return f"the database does not answer ({cause}): check the server and the network"
        except PatchlineError as error:
            return str(error)
        return None

    def _require_own(self) -> None:
        self._schema.require_current(self._engine)
        look_for_other_keys(self._engine, self._vault)

    def by_label(self) -> Mapping[str, Mapping[str, int]]:
        """Rows by what they are and where they stand: ``{"calls": {"completed": 12}}``.

        Empty while the database is down.
        """
        return self._read(self._count) or {}

    def _read(self, reading: Callable[[], T]) -> T | None:
        try:
            return self._breaker.run(reading, fails=SQLAlchemyError)
        except (NoAnswer, SQLAlchemyError):
            return None

    def _count(self) -> Mapping[str, Mapping[str, int]]:
        counted = {
            "supporters": (SUPPORTERS, SUPPORTERS.c.stage),
            "supporters_held": (SUPPORTERS, SUPPORTERS.c.held_at.is_not(None)),
            "texts_received": (TEXTS, TEXTS.c.in_inbox),
            "messages": (MESSAGES, MESSAGES.c.status),
            "calls": (CALLS, CALLS.c.status),
            "legs": (LEGS, func.coalesce(LEGS.c.dial_status, "under_way")),
            "halts": (HALTS, HALTS.c.code),
        }
        with snapshot(self._engine) as connection:
            return {
                name: {
                    str(label): int(count)
                    for label, count in connection.execute(
                        select(label, func.count()).select_from(table).group_by(label)
                    )
                }
                for name, (table, label) in counted.items()
            }
