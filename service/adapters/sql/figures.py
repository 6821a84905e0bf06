"""Counts for monitoring: how many rows stand where. Nothing personal."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import SQLAlchemyError

from service.adapters.breaker import Breaker, NoAnswer
from service.adapters.sql.engine import snapshot
from service.adapters.sql.halts import ACCOUNT, SqlHalts
from service.adapters.sql.impatient import PATIENCE_SECONDS
from service.adapters.sql.key_marks import look_for_other_keys
from service.adapters.sql.outage import store_down
from service.adapters.sql.schema import Schema, require_current_schema
from service.adapters.sql.tables import CALLS, HALTS, LEGS, MESSAGES, SUPPORTERS, TEXTS, WAITS
from service.adapters.sql.writable import require_writable
from service.adapters.vault import Vault
from service.domain.errors import PatchlineError
from service.domain.halt import Halt
from service.domain.refusal import Refusal

T = TypeVar("T")


class SqlFigures:
    """Reads counts straight from the tables, and gives up in time where they do not answer."""

    def __init__(self, engine: Engine, vault: Vault) -> None:
        """Each reading takes a connection of its own."""
        self._engine = engine
        self._vault = vault
        self._schema = Schema()
        self._breaker = Breaker(PATIENCE_SECONDS, self._await_answer)

    def fault(self) -> str | None:
        """Why the database cannot be used, with the cure; None if it can."""
        try:
            self._breaker.run(self._require_own, fails=())
        except NoAnswer as error:
            return f"the database does not answer ({error}): check the server and the network"
        except SQLAlchemyError as error:
            return str(store_down(error))
        except PatchlineError as error:
            return str(error)
        return None

    def _require_own(self) -> None:
        require_current_schema(self._engine, self._schema)
        look_for_other_keys(self._engine, self._vault)
        require_writable(self._engine)

    def halt(self, now: datetime) -> Halt | None:
        """Why nothing is sent now; None where it is, or while the database is down."""
        return self._read(lambda: self._standing(now))

    def _standing(self, now: datetime) -> Halt | None:
        with snapshot(self._engine) as connection:
            return SqlHalts(connection).standing(now)

    def refusals(self, now: datetime) -> Sequence[Refusal]:
        """What an operator is told of now; nothing while the database is down."""
        return self._read(lambda: self._told(now)) or ()

    def _told(self, now: datetime) -> Sequence[Refusal]:
        with snapshot(self._engine) as connection:
            return SqlHalts(connection).refusals(now)

    def _await_answer(self) -> None:
        # Only what hangs keeps later readings out: the next one may ask what fails now.
        with suppress(SQLAlchemyError, PatchlineError):
            self._require_own()

    def by_label(self) -> Mapping[str, Mapping[str, int]]:
        """Rows by what they are and where they stand: ``{"calls": {"completed": 12}}``.

        Empty while the database is down.
        """
        return self._read(self._count) or {}

    def _read(self, reading: Callable[[], T]) -> T | None:
        try:
            return self._breaker.run(reading, fails=())
        except (NoAnswer, SQLAlchemyError):
            return None

    def _count(self) -> Mapping[str, Mapping[str, int]]:
        halts = select(HALTS.c.code).where(HALTS.c.name == ACCOUNT).subquery()
        counted = {
            "supporters": (SUPPORTERS, SUPPORTERS.c.stage),
            "supporters_held": (SUPPORTERS, SUPPORTERS.c.held_at.is_not(None)),
            "texts_received": (TEXTS, TEXTS.c.in_inbox),
            "messages": (MESSAGES, MESSAGES.c.status),
            "calls": (CALLS, CALLS.c.status),
            "legs": (LEGS, func.coalesce(LEGS.c.dial_status, "under_way")),
            "waits": (WAITS, WAITS.c.status),
            "halts": (halts, halts.c.code),
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
