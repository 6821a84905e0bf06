"""Rows of calls: what goes into a new one, and what is read from one."""

from datetime import datetime
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import Connection, insert

from service.adapters.sql.prepared import Prepared
from service.adapters.sql.tables import CALLS
from service.adapters.vault import Vault
from service.domain.records import Call, CallStatus
from service.domain.rings import RingBack
from service.domain.words import Language

ANONYMOUS = "anonymous"
"""What is hashed in place of a number for callers who show none: they share one allowance."""

_INSERT = Prepared(insert(CALLS).returning(CALLS.c.id))


def caller_hash(vault: Vault, e164: str) -> bytes:
    """What finds the calls of a number."""
    return vault.digest(e164 or ANONYMOUS)


def new_call(ring: RingBack, our_number: str, now: datetime) -> dict[str, Any]:
    """What the rows of all new calls have in common."""
    return {
        "token": token_urlsafe(16),
        "our_number": our_number,
        "campaign": ring.campaign,
        "revision": ring.revision,
        "language": ring.language,
        "state": ring.state,
        "targets": " ".join(ring.targets),
        "requested_at": now,
        "updated_at": now,
        "sequence": -1,
    }


def insert_call(connection: Connection, row: dict[str, Any]) -> int:
    """Insert a row; its id."""
    return int(_INSERT.scalar(connection, **row))


def read_call(row: Any) -> Call:
    """A row as the rest of the program knows it."""
    return Call(
        id=row.id,
        token=row.token,
        rung=row.rung,
        status=CallStatus(row.status),
        campaign=row.campaign,
        revision=row.revision,
        language=Language(row.language),
        state=row.state,
        supporter_id=row.supporter_id,
        our_number=row.our_number,
        requested_at=row.requested_at,
        updated_at=row.updated_at,
        due_at=row.due_at,
        sid=row.call_sid,
        attempt=row.attempt,
        attempts=row.attempts,
        attempted_at=row.attempted_at,
        looks=row.looks,
        confirmed=row.confirmed_at is not None,
        unwanted=row.unwanted_at is not None,
        sequence=row.sequence,
        targets=tuple(row.targets.split()),
        error_code=row.error_code,
    )
