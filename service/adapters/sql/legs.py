"""The legs of calls, and the choices made in them, in SQL."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from service.adapters.sql.tables import CALLS, DECISIONS, LEGS
from service.domain.callflow import LegBegun
from service.domain.records import Leg
from service.domain.routing import Choice


class SqlLegs:
    """The part of ``ports.calls.Calls`` that is about legs."""

    def __init__(self, connection: Connection) -> None:
        """Work inside this connection's transaction."""
        self._connection = connection

    def decisions(self, call_id: int) -> Mapping[int, tuple[str, str] | None]:
        """Choices made so far, by step."""
        rows = self._connection.execute(select(DECISIONS).where(DECISIONS.c.call_id == call_id))
        return {row.step: (row.office_id, row.reason) if row.office_id else None for row in rows}

    def decide(self, call_id: int, step: int, choice: Choice | None) -> None:
        """Keep a choice; the first one for a step stands."""
        if step in self.decisions(call_id):
            return
        self._connection.execute(
            insert(DECISIONS).values(
                call_id=call_id,
                step=step,
                office_id=choice.office.id if choice else None,
                reason=choice.reason if choice else None,
            )
        )

    def begin_leg(self, call_id: int, leg: LegBegun, now: datetime) -> None:
        """Record an office dialed; once for a step."""
        at_step = (LEGS.c.call_id == call_id) & (LEGS.c.step == leg.step)
        if self._connection.execute(select(LEGS.c.id).where(at_step)).one_or_none():
            return
        self._connection.execute(
            insert(LEGS).values(
                call_id=call_id,
                step=leg.step,
                bioguide=leg.target,
                office_id=leg.choice.office.id,
                office_number=leg.choice.office.phone,
                reason=leg.choice.reason,
                begun_at=now,
            )
        )

    def end_leg(self, call_id: int, step: int, dial_status: str, seconds: int) -> None:
        """Record the carrier's word on a leg; the first one stands."""
        self._connection.execute(
            update(LEGS)
            .where(LEGS.c.call_id == call_id, LEGS.c.step == step, LEGS.c.dial_status.is_(None))
            .values(dial_status=dial_status, seconds=seconds)
        )

    def tell_outcome(self, call_id: int, step: int, outcome: str) -> None:
        """Record the caller's word on a leg; the first one stands."""
        self._connection.execute(
            update(LEGS)
            .where(LEGS.c.call_id == call_id, LEGS.c.step == step, LEGS.c.outcome.is_(None))
            .values(outcome=outcome)
        )

    def legs(self, call_id: int) -> list[Leg]:
        """A call's legs in order."""
        rows = self._connection.execute(
            select(LEGS).where(LEGS.c.call_id == call_id).order_by(LEGS.c.step)
        )
        return [
            Leg(row.step, row.bioguide, row.office_id, row.dial_status, row.outcome) for row in rows
        ]

    def _reached(
        self, by_caller: ColumnElement[bool], since: datetime, times: int
    ) -> frozenset[str]:
        rows = self._connection.execute(
            select(LEGS.c.bioguide)
            .join(CALLS, LEGS.c.call_id == CALLS.c.id)
            .where(
                by_caller,
                LEGS.c.begun_at > since,
                LEGS.c.dial_status.in_(("completed", "answered")),
            )
            .group_by(LEGS.c.bioguide)
            .having(func.count() >= times)
        )
        return frozenset(rows.scalars())
