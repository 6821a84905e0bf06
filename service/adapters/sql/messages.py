"""Texts of ours that are not the answer to a webhook, in SQL."""

from dataclasses import replace
from datetime import datetime
from secrets import token_urlsafe

from sqlalchemy import ColumnElement, Connection, bindparam, case, insert, or_, select, update

from service.adapters.sql.message_rows import BODY, HELD, MessageRows, has_stood, is_due
from service.adapters.sql.prepared import Prepared
from service.adapters.sql.supporters import PHONE
from service.adapters.sql.tables import MESSAGES, SUPPORTERS
from service.adapters.vault import Vault
from service.domain.consent import Programme
from service.domain.text_records import MessageStatus, OutgoingText

_UNSETTLED = (MessageStatus.QUEUED, MessageStatus.SENDING, MessageStatus.IN_DOUBT)
_BY_TOKEN = Prepared(select(MESSAGES.c.id).where(MESSAGES.c.token == bindparam("token")))


class SqlMessages:
    """Implements ``ports.messages.Messages``."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        """Work inside this connection's transaction."""
        self._connection = connection
        self._vault = vault
        self._rows = MessageRows(connection, vault)

    def follow_up(
        self, call_id: int, supporter_id: int, our_number: str, body: str, now: datetime
    ) -> int | None:
        """Queue the text after a call, once a call."""
        after_call = select(MESSAGES.c.id).where(MESSAGES.c.call_id == call_id)
        if self._connection.execute(after_call).one_or_none():
            return None
        return self._queue(supporter_id, our_number, body, now, call_id=call_id)

    def reply(
        self, supporter_id: int, our_number: str, body: str, now: datetime, due: datetime | None
    ) -> int:
        """Queue the answer to a text that did not come by webhook; ``due``: None for at once."""
        return self._queue(supporter_id, our_number, body, now, is_reply=True, due_at=due)

    def ask(
        self, supporter_id: int, our_number: str, body: str, programme: Programme, now: datetime
    ) -> int:
        """Queue a question that we begin."""
        return self._queue(supporter_id, our_number, body, now, asks=programme)

    def queue(
        self,
        supporter_id: int,
        our_number: str,
        body: str,
        now: datetime,
        due: datetime | None = None,
    ) -> int:
        """Queue any other text that we begin; ``due``: None for at once."""
        return self._queue(supporter_id, our_number, body, now, due_at=due)

    def _queue(
        self, supporter_id: int, our_number: str, body: str, now: datetime, **values: object
    ) -> int:
        inserted = self._connection.execute(
            insert(MESSAGES)
            .values(
                token=token_urlsafe(16),
                supporter_id=supporter_id,
                our_number=our_number,
                body_sealed=self._vault.seal(body, BODY),
                status=MessageStatus.QUEUED,
                created_at=now,
                updated_at=now,
                **values,
            )
            .returning(MESSAGES.c.id)
        )
        return int(inserted.scalar_one())

    def waiting(self, message_id: int, now: datetime) -> str | None:
        """The words of a text that is queued and due, locked; None for one that is not."""
        sealed = self._connection.execute(
            select(MESSAGES.c.body_sealed)
            .where(MESSAGES.c.id == message_id, is_due(now))
            .with_for_update()
        ).scalar_one_or_none()
        return self._vault.open(sealed, BODY) if sealed else None

    def claim(self, message_id: int, now: datetime) -> OutgoingText | None:
        """Mark a queued text as being sent, unless its person has said stop meanwhile."""
        # Asked and locked in one statement: whoever waited for the lock must not claim it again.
        row = self._rows.read(message_id, MESSAGES.c.status == MessageStatus.QUEUED)
        if row is None or row.held:
            return None
        if row.suppressed:
            self._set(message_id, MessageStatus.CANCELED, now)
            return None
        text = row.text
        self._set(
            message_id,
            MessageStatus.SENDING,
            now,
            attempts=text.attempts + 1,
            attempted_at=now,
            looks=0,
        )
        return replace(text, attempts=text.attempts + 1, attempted_at=now)

    def get(self, message_id: int) -> OutgoingText | None:
        """A text by id, whatever its status; None if its person is gone."""
        row = self._rows.read(message_id)
        return row.text if row else None

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
    ) -> bool:
        """Move a text forward; what is behind or equal changes nothing but a missing sid."""
        row = self._connection.execute(
            select(MESSAGES.c.status, MESSAGES.c.message_sid)
            .where(MESSAGES.c.id == message_id)
            .with_for_update()
        ).one_or_none()
        if row is None:
            return False
        present = MessageStatus(row.status)
        known_sid = row.message_sid or sid
        moved = status.rank > present.rank
        if moved:
            self._set(message_id, status, now, message_sid=known_sid, error_code=error_code)
        elif sid and not row.message_sid:
            self._set(message_id, present, now, message_sid=sid)
        return moved

    def requeue(self, message_id: int, now: datetime, due: datetime) -> None:
        """Put a text that the carrier certainly does not have (back) into the queue.

        One that was called off meanwhile ends instead.
        """
        wanted = MESSAGES.c.unwanted_at.is_(None)
        status = case((wanted, MessageStatus.QUEUED), else_=MessageStatus.CANCELED)
        self._connection.execute(
            update(MESSAGES)
            .where(MESSAGES.c.id == message_id, MESSAGES.c.status.in_(_UNSETTLED))
            .values(status=status, updated_at=now, due_at=due)
        )

    def looked(self, message_id: int, now: datetime) -> None:
        """The carrier was asked, and did not know of it."""
        self._connection.execute(
            update(MESSAGES)
            .where(MESSAGES.c.id == message_id)
            .values(looks=MESSAGES.c.looks + 1, looked_at=now)
        )

    def doubtful(self, attempted_before: datetime, looked_before: datetime) -> list[int]:
        """Ids of texts in doubt that it is time to ask the carrier about."""
        return self._ids(
            (MESSAGES.c.status == MessageStatus.IN_DOUBT)
            & (MESSAGES.c.attempted_at < attempted_before)
            & or_(MESSAGES.c.looked_at.is_(None), MESSAGES.c.looked_at < looked_before)
        )

    def sids_of(self, supporter_id: int) -> frozenset[str]:
        """Every MessageSid that we know of for a person."""
        query = select(MESSAGES.c.message_sid).where(
            MESSAGES.c.supporter_id == supporter_id, MESSAGES.c.message_sid.is_not(None)
        )
        return frozenset(self._connection.execute(query).scalars())

    def by_token(self, token: str) -> int | None:
        """The id of the text with this opaque token."""
        found: int | None = _BY_TOKEN.scalar(self._connection, token=token)
        return found

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

    def call_off(self, supporter_id: int, now: datetime) -> None:
        """Cancel every text to a person that the carrier has not, or turns out not to have.

        All are marked before any is canceled: whatever goes back into the queue at this moment is
        met in one place or the other.
        """
        theirs = update(MESSAGES).where(MESSAGES.c.supporter_id == supporter_id)
        self._connection.execute(
            theirs.where(MESSAGES.c.status.in_(_UNSETTLED)).values(unwanted_at=now)
        )
        self._connection.execute(
            theirs.where(MESSAGES.c.status == MessageStatus.QUEUED).values(
                status=MessageStatus.CANCELED, updated_at=now
            )
        )

    def queued(self, now: datetime) -> list[int]:
        """Ids of texts that wait to be sent and are due, oldest first."""
        held = select(SUPPORTERS.c.id).where(SUPPORTERS.c.id == MESSAGES.c.supporter_id, HELD)
        return self._ids(is_due(now) & ~held.exists())

    def stale(self, status: MessageStatus, before: datetime) -> list[int]:
        """Ids of texts that have stood at a status since before then."""
        return self._ids(has_stood(status, before))

    def stands(self, message_id: int, status: MessageStatus, before: datetime) -> bool:
        """Whether a text, now locked, has stood at a status since before then."""
        query = select(MESSAGES.c.id).where(MESSAGES.c.id == message_id, has_stood(status, before))
        return self._connection.execute(query.with_for_update()).first() is not None

    def _ids(self, condition: ColumnElement[bool]) -> list[int]:
        query = select(MESSAGES.c.id).where(condition).order_by(MESSAGES.c.id)
        return list(self._connection.execute(query).scalars())
