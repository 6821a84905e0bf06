"""Holds the chain against the anchors that were kept of it outside the database."""

from collections.abc import Iterator, Sequence
from itertools import islice

from sqlalchemy import Connection, Engine, select

from service.adapters.sql.consent_rows import as_bytes, raw
from service.adapters.sql.engine import snapshot
from service.adapters.sql.tables import CONSENT_SEALS
from service.domain.consent_chain import Head

_AT_ONCE = 500


def misfits(engine: Engine, anchors: Sequence[Head], end: Head) -> list[str]:
    """What anchors show of a chain that is known to end there. Raises SQLAlchemyError."""
    with snapshot(engine) as connection:
        return list(anchor_faults(connection, anchors, end))


def anchor_faults(connection: Connection, anchors: Sequence[Head], end: Head) -> Iterator[str]:
    """In at most two sentences: what was cut off the chain's end, and what was put in its place."""
    beyond = max((one.position for one in anchors if one.position > end.position), default=None)
    if beyond is not None:
        yield (
            f"the chain was cut off: it ends at position {end.position}, and an anchor tells of "
            f"position {beyond}"
        )
    others = sorted({one.position for one in _others(connection, anchors)})
    if others:
        more = f" (nor those of {len(others) - 1} more)" if others[1:] else ""
        yield f"the seal at position {others[0]} is not the one that an anchor tells of{more}"


def _others(connection: Connection, anchors: Sequence[Head]) -> Iterator[Head]:
    """The anchors whose position has another seal; where it has none, its lack shows elsewhere."""
    rest = iter(anchors)
    while some := list(islice(rest, _AT_ONCE)):
        position, seal = CONSENT_SEALS.c.position, CONSENT_SEALS.c.seal
        there = select(position, raw(seal)).where(position.in_([one.position for one in some]))
        seals = {row[0]: as_bytes(row[1]) for row in connection.execute(there)}
        yield from (one for one in some if seals.get(one.position, one.seal) != one.seal)
