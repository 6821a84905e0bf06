"""The legs of calls, and the choices made there, in SQL."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, null, or_, select, union_all, update

from service.adapters.sql.prepared import Prepared
from service.adapters.sql.tables import DECISIONS, LEGS
from service.domain.call_effects import LegBegun
from service.domain.leg_result import DialResult, Outcome
from service.domain.records import Leg
from service.domain.set_aside import RANG, PastDial

_FEW = 20
"""Legs that are looked at to tell whether a number still works."""
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
# A word that comes after the call is over tells how the leg ended, not when.
_ENDED = func.coalesce(LEGS.c.ended_at, bindparam("now", type_=LEGS.c.ended_at.type))
_END = Prepared(update(LEGS).where(_LEG, _UNTOLD).values(ended_at=_ENDED))
_CLOSE = Prepared(update(LEGS).where(_OF_CALL, LEGS.c.dial_status.is_(None)))
_TELL = Prepared(update(LEGS).where(_LEG, LEGS.c.outcome.is_(None)))

_NUMBER = Prepared(select(LEGS.c.office_number).where(_LEG))
_SINCE = LEGS.c.begun_at > bindparam("since")
_LATELY = Prepared(
    select(LEGS.c.call_id, LEGS.c.dial_status, LEGS.c.begun_at)
    .where(LEGS.c.office_number == bindparam("number"), _SINCE)
    .where(LEGS.c.dial_status.is_not(None), LEGS.c.dial_status != DialResult.UNKNOWN)
    .order_by(LEGS.c.begun_at.desc(), LEGS.c.id.desc())
    .limit(_FEW)
)
_RANG = Prepared(
    select(LEGS.c.id)
    .where(LEGS.c.office_number != bindparam("number"), _SINCE)
    .where(or_(*(LEGS.c.dial_status == result for result in RANG)))
    .limit(1)
)


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

    def end(self, call_id: int, step: int, result: DialResult, seconds: int, now: datetime) -> None:
        """Record the carrier's word on a leg; the first one stands."""
        came = {"dial_status": result, "seconds": seconds, "now": now}
        _END.rows(self._connection, call=call_id, at_step=step, **came)

    def close(self, call_id: int, now: datetime) -> None:
        """Legs that are still open end as unknown."""
        _CLOSE.rows(self._connection, call=call_id, dial_status=DialResult.UNKNOWN, ended_at=now)

    def tell(self, call_id: int, step: int, outcome: Outcome) -> None:
        """Record the caller's word on a leg; the first one stands."""
        _TELL.rows(self._connection, call=call_id, at_step=step, outcome=outcome)

    def number(self, call_id: int, step: int) -> str | None:
        """Which number a leg dialed."""
        number: str | None = _NUMBER.scalar(self._connection, call=call_id, at_step=step)
        return number

    def lately(self, number: str, since: datetime) -> list[PastDial]:
        """What the carrier said of the last legs to a number, newest first."""
        rows = _LATELY.rows(self._connection, number=number, since=since)
        return [PastDial(row.call_id, DialResult(row.dial_status), row.begun_at) for row in rows]

    def others_rang(self, number: str, since: datetime) -> bool:
        """Whether a leg to another number came as far as its phones."""
        return _RANG.first(self._connection, number=number, since=since) is not None

    def of(self, call_id: int) -> list[Leg]:
        """A call's legs in order."""
        return [_read(row) for row in _LEGS.rows(self._connection, call=call_id)]


def _read(row: Any) -> Leg:
    result = DialResult(row.dial_status) if row.dial_status else None
    outcome = Outcome(row.outcome) if row.outcome else None
    return Leg(row.step, row.bioguide, row.office_id, result, outcome)
