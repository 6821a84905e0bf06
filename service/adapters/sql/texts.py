"""Texts that people sent, in SQL."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, insert, select, update

from service.adapters.sql.prepared import Prepared
from service.adapters.sql.supporters import PHONE
from service.adapters.sql.tables import BEATS, SUPPORTERS, TEXTS
from service.adapters.vault import Unreadable, Vault
from service.domain.heard import Kind
from service.domain.phone import mask
from service.domain.text_records import InboundText, InboxText
from service.domain.words import Language

BODY = "texts.body"
REPLY = "texts.reply"
SENDER = "texts.sender"
_FETCHED = "fetched texts"

log = logging.getLogger(__name__)

_ANSWERED = Prepared(select(TEXTS.c.reply_sealed).where(TEXTS.c.message_sid == bindparam("sid")))
_ANSWERED_SINCE = Prepared(
    select(TEXTS.c.body_sealed)
    .where(
        TEXTS.c.sender_hash == bindparam("hash"),
        TEXTS.c.received_at > bindparam("since"),
        TEXTS.c.reply_sealed.is_not(None),
    )
    .order_by(TEXTS.c.id.desc())
    .limit(bindparam("last"))
)
_INSERT = Prepared(insert(TEXTS))


class SqlTexts:
    """Implements ``ports.people.Texts``."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        """Work inside this connection's transaction."""
        self._connection = connection
        self._vault = vault

    def answered(self, sid: str) -> tuple[str | None] | None:
        """The reply once given to this MessageSid."""
        row = _ANSWERED.first(self._connection, sid=sid)
        if row is None:
            return None
        return (self._reply(row.reply_sealed) if row.reply_sealed else None,)

    def _reply(self, sealed: bytes) -> str | None:
        try:
            return self._vault.open(sealed, REPLY)
        except Unreadable as error:
            # It was said once; a repeat that is answered anew would do again what was done.
            log.error("a text is repeated, and what it was answered cannot be: %s", error)
            return None

    def answered_since(self, e164: str, moment: datetime, last: int) -> list[str]:
        """What this number said that was answered after that moment; the last ones."""
        asked = {"hash": self._vault.digest(e164), "since": moment, "last": last}
        rows = _ANSWERED_SINCE.rows(self._connection, **asked)
        return list(self._readable(row.body_sealed for row in rows))

    def _readable(self, bodies: Iterable[bytes | None]) -> Iterator[str]:
        for sealed in bodies:
            with suppress(Unreadable):
                yield self._vault.open(sealed, BODY) if sealed else ""

    def keep(
        self,
        text: InboundText,
        sender: str,
        supporter_id: int | None,
        reply: str | None,
        now: datetime,
        *,
        inbox: bool,
        kind: Kind = Kind.OTHER,
        undecided: bool = False,
        hinted: bool = False,
        said: datetime | None = None,
    ) -> None:
        """Store a text. The sender is sealed only where no supporter's row holds the number."""
        seal = self._vault.seal
        row = {
            "message_sid": text.sid,
            "supporter_id": supporter_id,
            "sender_hash": self._vault.digest(sender) if sender else None,
            "sender_sealed": seal(sender, SENDER) if sender and not supporter_id else None,
            "our_number": text.to,
            "body_sealed": seal(text.body, BODY) if text.body else None,
            "media": text.media,
            "reply_sealed": seal(reply, REPLY) if reply else None,
            "in_inbox": inbox,
            "kind": kind if inbox else None,
            "undecided": undecided,
            "hinted": hinted,
            "said_at": said or now,
            "received_at": now,
        }
        _INSERT.rows(self._connection, **row)

    def keep_erased(
        self,
        text: InboundText,
        sender: str,
        reply: str | None,
        now: datetime,
        *,
        said: datetime | None = None,
    ) -> None:
        """Store what a repeat of this very text needs, and whose share of texts it was."""
        row = {
            "message_sid": text.sid,
            "sender_hash": self._vault.digest(sender),
            "our_number": text.to,
            "media": 0,
            "reply_sealed": self._vault.seal(reply, REPLY) if reply else None,
            "in_inbox": False,
            "said_at": said or now,
            "received_at": now,
        }
        _INSERT.rows(self._connection, **row)

    def any_since(self, e164: str, moment: datetime) -> bool:
        """Whether this number has said anything after that moment."""
        return self._is_any(e164, moment)

    def erased_since(self, e164: str, moment: datetime) -> bool:
        """Whether something that it said after that moment is erased."""
        # Of any other text the sender is known, with it or with their own row.
        return self._is_any(
            e164, moment, TEXTS.c.supporter_id.is_(None), TEXTS.c.sender_sealed.is_(None)
        )

    def _is_any(self, e164: str, moment: datetime, *also: ColumnElement[bool]) -> bool:
        theirs = TEXTS.c.sender_hash == self._vault.digest(e164)
        found = select(TEXTS.c.id).where(theirs, TEXTS.c.said_at > moment, *also).limit(1)
        return self._connection.execute(found).one_or_none() is not None

    def fetched_until(self) -> datetime | None:
        """Up to when the carrier's list of arrivals has been looked through."""
        return self._connection.execute(
            select(BEATS.c.at).where(BEATS.c.name == _FETCHED)
        ).scalar_one_or_none()

    def fetched(self, until: datetime) -> None:
        """It has been looked through up to then."""
        moved = self._connection.execute(
            update(BEATS).where(BEATS.c.name == _FETCHED).values(at=until)
        )
        if not moved.rowcount:
            self._connection.execute(
                insert(BEATS).values(name=_FETCHED, at=until, resumed_at=until)
            )

    def inbox(self, limit: int) -> list[InboxText]:
        """The texts that wait for an organizer, undecided ones first. Raises Unreadable."""
        query = _inbox().order_by(TEXTS.c.undecided.desc(), TEXTS.c.id.desc()).limit(limit)
        return [self._read(row) for row in self._connection.execute(query)]

    def in_inbox(self, text_id: int) -> InboxText | None:
        """One of them. Raises Unreadable."""
        row = self._connection.execute(_inbox().where(TEXTS.c.id == text_id)).one_or_none()
        return self._read(row) if row else None

    def decided(self, text_id: int) -> bool:
        """Somebody has decided about this text; whether it waited for that."""
        waited = (TEXTS.c.id == text_id) & TEXTS.c.undecided
        done = self._connection.execute(update(TEXTS).where(waited).values(undecided=False))
        return bool(done.rowcount)

    def any_undecided(self, supporter_id: int) -> bool:
        """Whether a text of this person waits for a decision."""
        theirs = (TEXTS.c.supporter_id == supporter_id) & TEXTS.c.undecided
        found = select(TEXTS.c.id).where(theirs).limit(1)
        return self._connection.execute(found).one_or_none() is not None

    def _read(self, row: Row[Any]) -> InboxText:
        return InboxText(
            id=row.id,
            sid=row.message_sid,
            kind=Kind(row.kind) if row.kind else Kind.OTHER,
            undecided=row.undecided,
            received_at=row.received_at,
            supporter_id=row.supporter_id,
            masked_sender=mask(self._vault.open(row.phone_sealed, PHONE)),
            language=Language(row.language),
            media=row.media,
            body=self._vault.open(row.body_sealed, BODY) if row.body_sealed else "",
        )


def _inbox() -> Select[Any]:
    return (
        select(TEXTS, SUPPORTERS.c.phone_sealed, SUPPORTERS.c.language)
        .join(SUPPORTERS, TEXTS.c.supporter_id == SUPPORTERS.c.id)
        .where(TEXTS.c.in_inbox)
    )
