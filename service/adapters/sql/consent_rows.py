"""The ledger's rows exactly as they are stored, whatever somebody may have put there.

A value that were turned into a moment or an enum on its way could fail there, or hide that it was
altered.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Row, Select, func, select, type_coerce
from sqlalchemy.types import NullType

from service.adapters.sql.tables import CONSENT_EVENTS, CONSENT_EVIDENCE, CONSENT_SEALS
from service.domain.consent_chain import Facts

_AS_SEALED = "YYYY-MM-DD HH24:MI:SS.US"
"""How Postgres writes a moment as SQLite stores it."""
_EVENT, _EVIDENCE, _SEAL = CONSENT_EVENTS.c, CONSENT_EVIDENCE.c, CONSENT_SEALS.c


def raw(column: Column[Any]) -> ColumnElement[Any]:
    """The column's value as the driver reads it."""
    return type_coerce(column, NullType())


def as_bytes(value: object) -> bytes:
    """Bytes as they are; nothing of what should be bytes and is not."""
    return value if isinstance(value, bytes) else b""


@contextmanager
def every_byte(connection: Connection) -> Iterator[None]:
    """Read text that is no UTF-8 too, which SQLite would refuse to hand over."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.driver_connection
    driver.text_factory = lambda content: content.decode(errors="surrogateescape")
    try:
        yield
    finally:
        driver.text_factory = str


def facts_columns(connection: Connection) -> tuple[ColumnElement[Any], ...]:
    """The columns of an event that its seal covers, named ``fact_0`` and so on."""
    at: ColumnElement[Any] = raw(_EVENT.at)
    if connection.dialect.name == "postgresql":
        at = func.to_char(func.timezone("UTC", _EVENT.at), _AS_SEALED)
    others = (_EVENT.kind, _EVENT.programme, _EVENT.channel, _EVENT.digest, _EVENT.erases)
    values = (raw(_EVENT.id), at, *map(raw, others))
    return tuple(value.label(f"fact_{place}") for place, value in enumerate(values))


def facts_of(row: Row[Any]) -> Facts | None:
    """The facts in a row that ``facts_columns`` were read into; None where there is no event."""
    return None if row.fact_0 is None else tuple(row._mapping[f"fact_{n}"] for n in range(7))


def sealed(connection: Connection, after: int = 0) -> Select[Any]:
    """Every link behind a position in order, with its event and evidence where they are there."""
    joined = CONSENT_SEALS.outerjoin(CONSENT_EVENTS, _EVENT.id == _SEAL.event_id)
    columns = (
        _SEAL.position,
        raw(_SEAL.event_id).label("sealed_event"),
        raw(_SEAL.seal).label("seal"),
        *facts_columns(connection),
        *_evidence_columns(),
    )
    rows = select(*columns).order_by(_SEAL.position)
    rows = rows.select_from(joined.outerjoin(CONSENT_EVIDENCE, _EVIDENCE.event_id == _EVENT.id))
    return rows.where(_SEAL.position > after) if after else rows


def unsealed(connection: Connection) -> Select[Any]:
    """Every event that no link leads to, in the order of their ids, with its evidence."""
    joined = CONSENT_EVENTS.outerjoin(CONSENT_SEALS, _SEAL.event_id == _EVENT.id)
    return (
        select(*facts_columns(connection), *_evidence_columns())
        .select_from(joined.outerjoin(CONSENT_EVIDENCE, _EVIDENCE.event_id == _EVENT.id))
        .where(_SEAL.event_id.is_(None))
        .order_by(_EVENT.id)
    )


def erasures(connection: Connection) -> Select[Any]:
    """Every event that says of which events it took the evidence, with its own evidence."""
    joined = CONSENT_EVENTS.outerjoin(CONSENT_EVIDENCE, _EVIDENCE.event_id == _EVENT.id)
    return (
        select(*facts_columns(connection), *_evidence_columns())
        .select_from(joined)
        .where(_EVENT.erases.is_not(None))
    )


def _evidence_columns() -> tuple[ColumnElement[Any], ...]:
    return (
        raw(_EVIDENCE.event_id).label("evidence_of"),
        raw(_EVIDENCE.person_hash).label("person_hash"),
        raw(_EVIDENCE.evidence_sealed).label("evidence_sealed"),
    )
