"""What the legs of all calls come to, in SQL."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, case, func, select

from service.adapters.sql.backup_file import ROWS_AT_ONCE
from service.adapters.sql.tables import CALLS, LEGS
from service.domain.leg_report import AnswerRate, ToldLeg
from service.domain.leg_result import DialResult, Outcome
from service.domain.set_aside import RANG

_TOLD = (*RANG, DialResult.FAILED)


def answer_rates(connection: Connection, since: datetime) -> dict[str, AnswerRate]:
    """By number, E.164, over the legs begun since then."""
    answered = case((LEGS.c.dial_status == DialResult.COMPLETED, 1), else_=0)
    query = (
        select(LEGS.c.office_number, func.count(), func.sum(answered))
        .where(LEGS.c.begun_at >= since, LEGS.c.dial_status.in_(_TOLD))
        .group_by(LEGS.c.office_number)
    )
    return {number: AnswerRate(calls, took) for number, calls, took in connection.execute(query)}


def told_legs(
    connection: Connection, since: datetime | None, until: datetime | None
) -> Iterator[ToldLeg]:
    """Every leg begun from one moment until before the other, in no order. Rows are streamed."""
    query = select(
        LEGS.c.bioguide,
        LEGS.c.office_id,
        CALLS.c.campaign,
        LEGS.c.begun_at,
        LEGS.c.dial_status,
        LEGS.c.outcome,
    ).join(CALLS, CALLS.c.id == LEGS.c.call_id)
    if since is not None:
        query = query.where(LEGS.c.begun_at >= since)
    if until is not None:
        query = query.where(LEGS.c.begun_at < until)
    streamed = connection.execution_options(yield_per=ROWS_AT_ONCE).execute(query)
    for bioguide, office_id, campaign, begun_at, result, outcome in streamed:
        told = (DialResult(result) if result else None, Outcome(outcome) if outcome else None)
        yield ToldLeg(bioguide, office_id, campaign, begun_at, *told)
