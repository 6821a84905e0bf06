"""The legs of calls, and the choices made there, in SQL."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, null, or_, select, union_all, update

from service.adapters.sql.prepared import Prepared
from service.adapters.sql.tables import DECISIONS, LEGS
from service.domain.call_effects import LegBegun
from service.domain.leg_result import DialResult, Outcome
from service.domain.records import Leg

_OF_CALL = LEGS.c.call_id == bindparam("call")
_DECISIONS = Prepared(
    union_all(
        select(LEGS.c.step, LEGS.c.office_id, LEGS.c.reason).where(_OF_CALL),
        select(DECISIONS.c.step, null(), null()).where(DECISIONS.c.call_id == bindparam("call")),
    )
)
_LEGS = Prepared(select(LEGS).where(_OF_CALL).order_by(LEGS.c.step))
_LEG = _OF_CALL & (LEGS.c.step == bindparam("at_step"))
_LEG_AT = Prepared(select(LEGS.c.id).where(_LEG))
_BEGIN = Prepared(insert(LEGS))
_NO_OFFICE = Prepared(insert(DECISIONS))
_UNTOLD = or_(LEGS.c.dial_status.is_(None), LEGS.c.dial_status == DialResult.UNKNOWN)
_END = Prepared(update(LEGS).where(_LEG, _UNTOLD))
_CLOSE = Prepared(update(LEGS).where(_OF_CALL, LEGS.c.dial_status.is_(None)))
_TELL = Prepared(update(LEGS).where(_LEG, LEGS.c.outcome.is_(None)))


class SqlLegs:
    """Implements ``ports.legs.Legs``."""

    def __init__(self, connection: Connection) -> None:
        """Work inside this connection's transaction."""
        self._connection = connection

    def decisions(self, call_id: int) -> Mapping[int, tuple[str, str] | None]:
        """Choices made so far, by step: those of the legs, and where there was none to make."""
        rows = _DECISIONS.rows(self._connection, call=call_id)
        return {step: (office, reason) if office else None for step, office, reason in rows}

    def no_office(self, call_id: int, step: int) -> None:
        """Keep that there was no office left to dial at this step. Safe to repeat."""
        if step not in self.decisions(call_id):
            _NO_OFFICE.rows(self._connection, call_id=call_id, step=step)

    def begin(self, call_id: int, leg: LegBegun, now: datetime) -> None:
        """Record an office dialed; once for a step."""
        if _LEG_AT.first(self._connection, call=call_id, at_step=leg.step):
            return
        _BEGIN.rows(
            self._connection,
            call_id=call_id,
            step=leg.step,
            bioguide=leg.target,
            office_id=leg.choice.office.id,
            office_number=leg.choice.office.phone,
            reason=leg.choice.reason,
            begun_at=now,
        )

    def end(self, call_id: int, step: int, result: DialResult, seconds: int) -> None:
        """Record the carrier's word on a leg; the first one stands."""
        came = {"dial_status": result, "seconds": seconds}
        _END.rows(self._connection, call=call_id, at_step=step, **came)

    def close(self, call_id: int) -> None:
        """Legs that are still open end as unknown."""
        _CLOSE.rows(self._connection, call=call_id, dial_status=DialResult.UNKNOWN)

    def tell(self, call_id: int, step: int, outcome: Outcome) -> None:
        """Record the caller's word on a leg; the first one stands."""
        _TELL.rows(self._connection, call=call_id, at_step=step, outcome=outcome)

    def of(self, call_id: int) -> list[Leg]:
        """A call's legs in order."""
        return [_read(row) for row in _LEGS.rows(self._connection, call=call_id)]


def _read(row: Any) -> Leg:
    result = DialResult(row.dial_status) if row.dial_status else None
    outcome = Outcome(row.outcome) if row.outcome else None
    return Leg(row.step, row.bioguide, row.office_id, result, outcome)
