"""The legs of calls, and the choices made there, in SQL."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, null, or_, select, union_all, update

from service.adapters.sql.prepared import Prepared
from service.adapters.sql.tables import DECISIONS, LEGS
from service.domain.call_effects import LegBegun
from service.domain.leg_result import DialResult, Outcome
from service.domain.line import LineSign
from service.domain.line_history import PastLeg
from service.domain.line_news import OF_OUTCOME, OF_RESULT, LineNews, leg_name
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
_WHERE = (LEGS.c.step, LEGS.c.office_number)
# A word that comes after the call is over tells how the leg ended, not when.
_ENDED = func.coalesce(LEGS.c.ended_at, bindparam("now", type_=LEGS.c.ended_at.type))
_END = Prepared(update(LEGS).where(_LEG, _UNTOLD).values(ended_at=_ENDED).returning(*_WHERE))
_CLOSE = Prepared(update(LEGS).where(_OF_CALL, LEGS.c.dial_status.is_(None)).returning(*_WHERE))
_TELL = Prepared(update(LEGS).where(_LEG, LEGS.c.outcome.is_(None)).returning(*_WHERE))
_SINCE = Prepared(select(LEGS).where(LEGS.c.begun_at > bindparam("moment")))

_NUMBER = Prepared(select(LEGS.c.office_number).where(_LEG))
_AFTER = LEGS.c.begun_at > bindparam("since")
_LATELY = Prepared(
    select(LEGS.c.call_id, LEGS.c.dial_status, LEGS.c.begun_at)
    .where(LEGS.c.office_number == bindparam("number"), _AFTER)
    .where(LEGS.c.dial_status.is_not(None), LEGS.c.dial_status != DialResult.UNKNOWN)
    .order_by(LEGS.c.begun_at.desc(), LEGS.c.id.desc())
    .limit(_FEW)
)
_RANG = Prepared(
    select(LEGS.c.id)
    .where(LEGS.c.office_number != bindparam("number"), _AFTER)
    .where(or_(*(LEGS.c.dial_status == result for result in RANG)))
    .limit(1)
)


class SqlLegs:
    """Implements ``ports.legs.Legs``."""

    def __init__(self, connection: Connection) -> None:
        """Work inside this connection's transaction."""
        self._connection = connection
        self.news: list[LineNews] = []
        """What this transaction recorded of the ends of legs."""

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
        rows = _END.rows(self._connection, call=call_id, at_step=step, **came)
        self._tell_lines(call_id, rows, now, OF_RESULT.get(result), seconds)

    def close(self, call_id: int, now: datetime) -> None:
        """Legs that are still open end as unknown."""
        came = {"dial_status": DialResult.UNKNOWN, "ended_at": now}
        self._tell_lines(call_id, _CLOSE.rows(self._connection, call=call_id, **came), now, None)

    def tell(self, call_id: int, step: int, outcome: Outcome, now: datetime) -> None:
        """Record the caller's word on a leg; the first one stands."""
        rows = _TELL.rows(self._connection, call=call_id, at_step=step, outcome=outcome)
        self._tell_lines(call_id, rows, now, OF_OUTCOME[outcome])

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

    def since(self, moment: datetime) -> list[PastLeg]:
        """The legs of all calls that began after this moment."""
        return [_past(row) for row in _SINCE.rows(self._connection, moment=moment)]

    def _tell_lines(
        self, call_id: int, rows: list[Any], at: datetime, sign: LineSign | None, seconds: int = 0
    ) -> None:
        """Of the legs that changed: a word that had come before is no news."""
        for row in rows:
            leg = leg_name(call_id, row.step)
            self.news.append(LineNews(row.office_number, leg, at, sign, seconds))


def _read(row: Any) -> Leg:
    return Leg(row.step, row.bioguide, row.office_id, *_words(row))


def _past(row: Any) -> PastLeg:
    result, outcome = _words(row)
    seconds = row.seconds or 0
    ended = row.ended_at or (row.begun_at + timedelta(seconds=seconds) if result else None)
    name = leg_name(row.call_id, row.step)
    return PastLeg(name, row.office_number, row.begun_at, ended, result, seconds, outcome)


def _words(row: Any) -> tuple[DialResult | None, Outcome | None]:
    result = DialResult(row.dial_status) if row.dial_status else None
    return result, Outcome(row.outcome) if row.outcome else None
