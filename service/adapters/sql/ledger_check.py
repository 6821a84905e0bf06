"""The consent ledger of an installation, as a command looks at it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Engine, select
from sqlalchemy.exc import SQLAlchemyError

from service.adapters.sql.consent_audit import audit
from service.adapters.sql.engine import snapshot
from service.adapters.sql.key_marks import look_for_other_keys
from service.adapters.sql.outage import store_down
from service.adapters.sql.restored_people import out_of_step
from service.adapters.sql.schema import Schema, require_current_schema
from service.adapters.sql.tables import BEATS, CONSENT_EVENTS, CONSENT_SEALS
from service.adapters.vault import Vault
from service.domain.consent_chain import Head
from service.domain.consent_report import ConsentReport
from service.ports.clock import Clock

OVERDUE = timedelta(minutes=10)
_ALIVE = timedelta(minutes=1)
_PATIENCE_SECONDS = 10.0
"""For the scheduler to come to an event that was recorded just now and tells of long ago."""


def check_ledger(
    engine: Engine, vault: Vault, anchors: Sequence[Head], clock: Clock
) -> ConsentReport:
    """All of it.

    Raises:
        SchemaFault: the database has the tables of another version.
        StoreDown: it does not answer.
        WrongKeys: it was filled under other keys.
    """
    require_current_schema(engine, Schema())
    try:
        look_for_other_keys(engine, vault)
        report = audit(engine, vault, anchors)
        with snapshot(engine) as connection:
            astray = sum(1 for _ in out_of_step(connection))
        late = _overdue(engine, clock) if report.unsealed else None
        if late is not None:
            clock.sleep(_PATIENCE_SECONDS)
            late = late if _overdue(engine, clock) == late else None
    except SQLAlchemyError as error:
        raise store_down(error) from error
    faults = list(report.faults)
    if astray:
        faults.append(f"{astray} people stand otherwise in their rows than in the ledger")
    if late is not None:
        faults.append(
            f"event {late} waits to be sealed for over ten minutes, and a scheduler is at work"
        )
    return replace(report, faults=tuple(faults), anchors=len(anchors))


def _overdue(engine: Engine, clock: Clock) -> int | None:
    """The first event that a living scheduler should have sealed long ago."""
    event = CONSENT_EVENTS.c
    waiting = (
        select(event.id)
        .outerjoin_from(CONSENT_EVENTS, CONSENT_SEALS, CONSENT_SEALS.c.event_id == event.id)
        .where(CONSENT_SEALS.c.event_id.is_(None), event.at < clock.now() - OVERDUE)
        .order_by(event.id)
        .limit(1)
    )
    alive = select(BEATS.c.name).where(BEATS.c.at > clock.machine_now() - _ALIVE)
    with snapshot(engine) as connection:
        if connection.execute(alive).first() is None:
            return None
        return connection.execute(waiting).scalar_one_or_none()
