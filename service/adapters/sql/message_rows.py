"""Rows of texts of ours: which are due, which are held, and what each says to whom."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, or_, select

from service.adapters.sql.supporters import PHONE
from service.adapters.sql.tables import MESSAGES, SUPPORTERS, SUPPRESSIONS
from service.adapters.vault import Vault
from service.domain.consent import Programme
from service.domain.text_records import MessageStatus, OutgoingText

BODY = "messages.body"
"""What the words of a text are sealed for."""

HELD = SUPPORTERS.c.held_at.is_not(None) & ~MESSAGES.c.is_reply
"""Whether a text is one that we begin, as after a call, and its person may have said stop."""

_CLOCK_MOVED = timedelta(minutes=2)
"""A row that was last touched so far ahead can only mean that the clock was set back."""


def is_due(now: datetime) -> ColumnElement[bool]:
    """Whether a text waits to be sent and its time, or its turn, has come.

    Of one that was put off before a demo's clock was set back it has come too.
    """
    come = or_(
        MESSAGES.c.due_at.is_(None),
        MESSAGES.c.due_at <= now,
        MESSAGES.c.updated_at > now + _CLOCK_MOVED,
    )
    return (MESSAGES.c.status == MessageStatus.QUEUED) & come


def has_stood(status: MessageStatus, before: datetime) -> ColumnElement[bool]:
    """Whether a text has stood at a status since before then."""
    return (MESSAGES.c.status == status) & (MESSAGES.c.updated_at < before)


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A text, and what stands between it and its person: they said stop, or may have."""

    text: OutgoingText
    suppressed: bool
    held: bool


class MessageRows:
    """Opens rows inside one transaction."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        """Read through this connection."""
        self._connection = connection
        self._vault = vault

    def read(self, message_id: int, *conditions: ColumnElement[bool]) -> MessageRow | None:
        """A text, locked, if it meets the conditions; None also if its person is gone."""
        row = self._connection.execute(
            select(MESSAGES, SUPPORTERS.c.phone_sealed, SUPPRESSIONS.c.since, HELD.label("held"))
            .join(SUPPORTERS, MESSAGES.c.supporter_id == SUPPORTERS.c.id)
            .outerjoin(SUPPRESSIONS, SUPPRESSIONS.c.phone_hash == SUPPORTERS.c.phone_hash)
            .where(MESSAGES.c.id == message_id, *conditions)
            .with_for_update(of=MESSAGES)
        ).one_or_none()
        if row is None:
            return None
        return MessageRow(self._text(row), row.since is not None, bool(row.held))

    def _text(self, row: Row[Any]) -> OutgoingText:
        return OutgoingText(
            id=row.id,
            token=row.token,
            to=self._vault.open(row.phone_sealed, PHONE),
            our_number=row.our_number,
            body=self._vault.open(row.body_sealed, BODY),
            supporter_id=row.supporter_id,
            attempts=row.attempts,
            attempted_at=row.attempted_at,
            created_at=row.created_at,
            looks=row.looks,
            reply=row.is_reply,
            asks=Programme(row.asks) if row.asks else None,
        )
