"""People in SQL: numbers sealed, found by keyed hash."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Delete, bindparam, delete, insert, or_, select, update

from service.adapters.sql.prepared import Prepared
from service.adapters.sql.tables import LIFTED_STOPS, SUPPORTERS, SUPPRESSIONS, TEXTS
from service.adapters.vault import Vault
from service.domain.consent import Standing, Standings
from service.domain.conversation import Conversation, Stage
from service.domain.phone import mask
from service.domain.records import Supporter, UnusableNumber
from service.domain.suppression import in_turn
from service.domain.words import Language

PHONE = "supporters.phone"

_BY_HASH = Prepared(
    select(SUPPORTERS).where(SUPPORTERS.c.phone_hash == bindparam("hash")).with_for_update()
)
_BY_ID = Prepared(select(SUPPORTERS).where(SUPPORTERS.c.id == bindparam("row")).with_for_update())
_SUPPRESSED = Prepared(
    select(SUPPRESSIONS.c.since).where(SUPPRESSIONS.c.phone_hash == bindparam("hash"))
)
_BY_CARRIER = Prepared(
    select(SUPPRESSIONS.c.by_carrier).where(SUPPRESSIONS.c.phone_hash == bindparam("hash"))
)
_UPDATE = Prepared(update(SUPPORTERS).where(SUPPORTERS.c.id == bindparam("row")))
_INSERT = Prepared(insert(SUPPORTERS).returning(SUPPORTERS.c.id))
_TOLD = ("sender_sealed", "body_sealed", "reply_sealed")
"""Columns of a text that tell of its sender."""
_UNREAD = {"in_inbox": False, "undecided": False}


class SqlSupporters:
    """Implements ``ports.people.Supporters``."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        """Work inside this connection's transaction."""
        self._connection = connection
        self._vault = vault
        self.erased = False
        """Whether somebody was erased in this transaction."""

    def find(self, e164: str) -> Supporter | None:
        """The person with this number, locked."""
        row = _BY_HASH.first(self._connection, hash=self._vault.digest(e164))
        # The hash has proven the number: who writes to us is known even by a row that is damaged.
        return self._read(row, e164) if row else None

    def get(self, supporter_id: int) -> Supporter | None:
        """The person with this id, locked. Raises Unreadable."""
        row = _BY_ID.first(self._connection, row=supporter_id)
        return self._read(row, self._vault.open(row.phone_sealed, PHONE)) if row else None

    @staticmethod
    def _read(row: Any, e164: str) -> Supporter:
        conversation = Conversation(
            stage=Stage(row.stage),
            language=Language(row.language),
            campaign=row.campaign,
            zip=row.zip,
            state=row.state,
            choices=tuple(row.choices.split()),
            misses=row.misses,
            greeted=row.greeted,
            consent=Standings(Standing(row.replies), Standing(row.alerts)),
        )
        return Supporter(
            row.id,
            e164,
            conversation,
            row.time_zone,
            row.unreachable,
            row.unusable_at,
            row.muted_at,
            row.held_at,
        )

    def save(self, supporter: Supporter, now: datetime) -> Supporter:
        """Insert or update."""
        talk = supporter.conversation
        values: dict[str, object] = {
            "zip": talk.zip,
            "state": talk.state,
            "time_zone": supporter.time_zone,
            "language": talk.language,
            "campaign": talk.campaign,
            "stage": talk.stage,
            "choices": " ".join(talk.choices),
            "misses": talk.misses,
            "greeted": talk.greeted,
            "replies": talk.consent.replies,
            "alerts": talk.consent.alerts,
            "updated_at": now,
        }
        if supporter.id:
            _UPDATE.rows(self._connection, row=supporter.id, **values)
            return supporter
        values |= {
            "phone_hash": self._vault.digest(supporter.e164),
            "phone_sealed": self._vault.seal(supporter.e164, PHONE),
            "joined_at": now,
        }
        return replace(supporter, id=_INSERT.scalar(self._connection, **values))

    def mark(self, supporter: Supporter) -> None:
        """Save what the carrier taught us of their number."""
        self._connection.execute(
            update(SUPPORTERS)
            .where(SUPPORTERS.c.id == supporter.id)
            .values(
                unreachable=supporter.unreachable,
                unusable_at=supporter.unusable_at,
                muted_at=supporter.muted_at,
            )
        )

    def hold(self, supporter_id: int, now: datetime) -> None:
        """Begin nothing towards this person; the first date stands."""
        self._connection.execute(
            update(SUPPORTERS)
            .where(SUPPORTERS.c.id == supporter_id, SUPPORTERS.c.held_at.is_(None))
            .values(held_at=now)
        )

    def release(self, supporter_id: int) -> None:
        """End the hold, and the doubt about every text of theirs."""
        self._connection.execute(
            update(SUPPORTERS).where(SUPPORTERS.c.id == supporter_id).values(held_at=None)
        )
        doubted = (TEXTS.c.supporter_id == supporter_id) & TEXTS.c.undecided
        self._connection.execute(update(TEXTS).where(doubted).values(undecided=False))

    def unusable(self, limit: int) -> list[UnusableNumber]:
        """The numbers that take no texts. Raises Unreadable."""
        rows = self._connection.execute(
            select(SUPPORTERS.c.phone_sealed, SUPPORTERS.c.unusable_at, SUPPORTERS.c.unreachable)
            .where(SUPPORTERS.c.unusable_at.is_not(None))
            .order_by(SUPPORTERS.c.unusable_at.desc(), SUPPORTERS.c.id.desc())
            .limit(limit)
        )
        return [
            UnusableNumber(
                mask(self._vault.open(row.phone_sealed, PHONE)), row.unusable_at, row.unreachable
            )
            for row in rows
        ]

    def erase(self, e164: str) -> bool:
        """Delete the person and empty what they wrote."""
        return self.erase_hashed(self._vault.digest(e164))

    def erase_hashed(self, digest: bytes) -> bool:
        """The same by the keyed hash of the number: what they wrote before they had a row too.

        The MessageSids stay, so that a late repeat of an old text is not taken for a new person.
        So does the hash that their calls and texts carry, until ``allowances.unlink``.
        """
        theirs = (
            TEXTS.c.sender_hash == digest,
            or_(*(TEXTS.c[name].is_not(None) for name in _TOLD), TEXTS.c.in_inbox),
        )
        emptied = self._connection.execute(
            update(TEXTS).where(*theirs).values(dict.fromkeys(_TOLD) | _UNREAD)
        )
        gone = self._connection.execute(delete(SUPPORTERS).where(SUPPORTERS.c.phone_hash == digest))
        self.erased = self.erased or bool(emptied.rowcount or gone.rowcount)
        return self.erased

    def suppressed(self, e164: str) -> bool:
        """Whether this number said stop and did not come back."""
        return self.stopped_at(e164) is not None

    def stopped_at(self, e164: str) -> datetime | None:
        """When this number last said stop; None if it did not, or came back."""
        since: datetime | None = _SUPPRESSED.scalar(self._connection, hash=self._vault.digest(e164))
        return since

    def stopped_by_carrier(self, e164: str) -> bool:
        """Whether the carrier holds the stop of this number too."""
        return bool(_BY_CARRIER.scalar(self._connection, hash=self._vault.digest(e164)))

    def suppress(self, e164: str, said: datetime, *, by_carrier: bool = False) -> None:
        """Remember the stop; the last date stands, and so does the carrier's hold on it.

        By the first one, a word between two stops that reaches us after both would lift them.
        """
        digest, before = self._vault.digest(e164), self.stopped_at(e164)
        if before is None:
            returning = _lifted(digest).returning(LIFTED_STOPS.c.lifted_at)
            since = in_turn(said, self._connection.execute(returning).scalar())
            self._connection.execute(
                insert(SUPPRESSIONS).values(phone_hash=digest, since=since, by_carrier=by_carrier)
            )
            return
        change: dict[str, object] = {"since": max(before, said)}
        if by_carrier:
            change["by_carrier"] = True
        self._connection.execute(
            update(SUPPRESSIONS).where(SUPPRESSIONS.c.phone_hash == digest).values(change)
        )

    def restore(self, e164: str, at: datetime) -> None:
        """They came back then."""
        digest = self._vault.digest(e164)
        theirs = delete(SUPPRESSIONS).where(SUPPRESSIONS.c.phone_hash == digest)
        stop = self._connection.execute(theirs.returning(*SUPPRESSIONS.c)).one_or_none()
        if stop:
            self._connection.execute(_lifted(digest))
            back = in_turn(at, stop.since)
            self._connection.execute(insert(LIFTED_STOPS).values((*stop, back)))


def _lifted(digest: bytes) -> Delete:
    """Deletes what an earlier return left: a number holds a stop or came back, never both."""
    return delete(LIFTED_STOPS).where(LIFTED_STOPS.c.phone_hash == digest)
