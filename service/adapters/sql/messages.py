"""Texts of ours that are not the answer to a webhook, in SQL."""

from datetime import datetime
from secrets import token_urlsafe

from sqlalchemy import ColumnElement, Connection, insert, select, update

from service.adapters.sql.supporters import PHONE
from service.adapters.sql.tables import MESSAGES, SUPPORTERS, SUPPRESSIONS
from service.adapters.vault import Vault
from service.domain.records import MessageStatus, OutgoingText

BODY = "messages.body"


class SqlMessages:
    """Implements ``ports.messages.Messages``."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        """Work inside this connection's transaction."""
        self._connection = connection
        self._vault = vault

    def follow_up(
        self, call_id: int, supporter_id: int, our_number: str, body: str, now: datetime
    ) -> int | None:
        """Queue the text after a call, once a call."""
        after_call = select(MESSAGES.c.id).where(MESSAGES.c.call_id == call_id)
        if self._connection.execute(after_call).one_or_none():
            return None
        inserted = self._connection.execute(
            insert(MESSAGES)
            .values(
                token=token_urlsafe(16),
                supporter_id=supporter_id,
                call_id=call_id,
                our_number=our_number,
                body_sealed=self._vault.seal(body, BODY),
                status=MessageStatus.QUEUED,
                created_at=now,
                updated_at=now,
            )
            .returning(MESSAGES.c.id)
        )
        return int(inserted.scalar_one())

    def waiting(self, message_id: int) -> str | None:
        """The words of a text that is queued; None for one that is not."""
        sealed = self._connection.execute(
            select(MESSAGES.c.body_sealed).where(
                MESSAGES.c.id == message_id, MESSAGES.c.status == MessageStatus.QUEUED
            )
        ).scalar_one_or_none()
        return self._vault.open(sealed, BODY) if sealed else None

    def claim(self, message_id: int, now: datetime) -> OutgoingText | None:
        """Mark a queued text as being sent, unless its person has said stop meanwhile."""
        row = self._connection.execute(
            select(MESSAGES, SUPPORTERS.c.phone_sealed, SUPPRESSIONS.c.since)
            .join(SUPPORTERS, MESSAGES.c.supporter_id == SUPPORTERS.c.id)
            .outerjoin(SUPPRESSIONS, SUPPRESSIONS.c.phone_hash == SUPPORTERS.c.phone_hash)
            .where(MESSAGES.c.id == message_id, MESSAGES.c.status == MessageStatus.QUEUED)
            .with_for_update(of=MESSAGES)
        ).one_or_none()
        if row is None:
            return None
        status = MessageStatus.CANCELED if row.since else MessageStatus.SENDING
        self._set(message_id, status, now)
        if row.since:
            return None
        return OutgoingText(
            id=row.id,
            token=row.token,
            to=self._vault.open(row.phone_sealed, PHONE),
            our_number=row.our_number,
            body=self._vault.open(row.body_sealed, BODY),
        )

    def _set(self, message_id: int, status: MessageStatus, now: datetime, **values: object) -> None:
        came = {name: value for name, value in values.items() if value is not None}
        self._connection.execute(
            update(MESSAGES)
            .where(MESSAGES.c.id == message_id)
            .values(status=status, updated_at=now, **came)
        )

    def settle(
        self,
        message_id: int,
        status: MessageStatus,
        now: datetime,
        *,
        sid: str | None = None,
        error_code: int | None = None,
    ) -> None:
        """Move a text forward; what is behind or equal changes nothing but a missing sid."""
        row = self._connection.execute(
            select(MESSAGES.c.status, MESSAGES.c.message_sid)
            .where(MESSAGES.c.id == message_id)
            .with_for_update()
        ).one_or_none()
        if row is None:
            return
        present = MessageStatus(row.status)
        known_sid = row.message_sid or sid
        if status.rank > present.rank:
            self._set(message_id, status, now, message_sid=known_sid, error_code=error_code)
        elif sid and not row.message_sid:
            self._set(message_id, present, now, message_sid=sid)

    def release(self, message_id: int, now: datetime) -> None:
        """Put a text that the carrier certainly did not take back into the queue."""
        self._connection.execute(
            update(MESSAGES)
            .where(MESSAGES.c.id == message_id, MESSAGES.c.status == MessageStatus.SENDING)
            .values(status=MessageStatus.QUEUED, updated_at=now)
        )

    def by_token(self, token: str) -> int | None:
        """The id of the text with this opaque token."""
        return self._connection.execute(
            select(MESSAGES.c.id).where(MESSAGES.c.token == token)
        ).scalar_one_or_none()

    def by_sid(self, sid: str) -> int | None:
        """The id of the text with this MessageSid."""
        return self._connection.execute(
            select(MESSAGES.c.id).where(MESSAGES.c.message_sid == sid)
        ).scalar()

    def recipient(self, message_id: int) -> str | None:
        """The number a text goes to."""
        sealed = self._connection.execute(
            select(SUPPORTERS.c.phone_sealed)
            .join(MESSAGES, MESSAGES.c.supporter_id == SUPPORTERS.c.id)
            .where(MESSAGES.c.id == message_id)
        ).scalar_one_or_none()
        return self._vault.open(sealed, PHONE) if sealed else None

    def cancel_queued(self, supporter_id: int, now: datetime) -> None:
        """Cancel every text to a person that has not been handed to the carrier."""
        self._connection.execute(
            update(MESSAGES)
            .where(
                MESSAGES.c.supporter_id == supporter_id,
                MESSAGES.c.status == MessageStatus.QUEUED,
            )
            .values(status=MessageStatus.CANCELED, updated_at=now)
        )

    def queued(self, before: datetime) -> list[int]:
        """Ids of texts that have been waiting to be sent since before then, oldest first."""
        return self.stale(MessageStatus.QUEUED, before)

    def stale(self, status: MessageStatus, before: datetime) -> list[int]:
        """Ids of texts that have stood at a status since before then."""
        return self._ids((MESSAGES.c.status == status) & (MESSAGES.c.updated_at < before))

    def _ids(self, condition: ColumnElement[bool]) -> list[int]:
        query = select(MESSAGES.c.id).where(condition).order_by(MESSAGES.c.id)
        return list(self._connection.execute(query).scalars())
