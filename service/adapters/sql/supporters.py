"""People in SQL: numbers sealed, found by keyed hash."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, or_, select, update

from service.adapters.sql.tables import SUPPORTERS, SUPPRESSIONS, TEXTS
from service.adapters.vault import Vault
from service.domain.consent import Standing, Standings
from service.domain.conversation import Conversation, Stage
from service.domain.records import Supporter
from service.domain.words import Language

PHONE = "supporters.phone"


# Built once: building a statement costs more than running it.
_BY_HASH = select(SUPPORTERS).where(SUPPORTERS.c.phone_hash == bindparam("hash")).with_for_update()
_BY_ID = select(SUPPORTERS).where(SUPPORTERS.c.id == bindparam("row")).with_for_update()
_SUPPRESSED = select(SUPPRESSIONS.c.since).where(SUPPRESSIONS.c.phone_hash == bindparam("hash"))
_BY_CARRIER = select(SUPPRESSIONS.c.by_carrier).where(
    SUPPRESSIONS.c.phone_hash == bindparam("hash")
)
_UPDATE = update(SUPPORTERS).where(SUPPORTERS.c.id == bindparam("row"))
_INSERT = insert(SUPPORTERS).returning(SUPPORTERS.c.id)
_TOLD = ("sender_sealed", "body_sealed", "reply_sealed")
"""Columns of a text that tell of its sender."""


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
        row = self._connection.execute(_BY_HASH, {"hash": self._vault.digest(e164)}).one_or_none()
        # The hash has proven the number: who writes to us is known even by a row that is damaged.
        return self._read(row, e164) if row else None

    def get(self, supporter_id: int) -> Supporter | None:
        """The person with this id, locked. Raises Unreadable."""
        row = self._connection.execute(_BY_ID, {"row": supporter_id}).one_or_none()
        return self._read(row, self._vault.open(row.phone_sealed, PHONE)) if row else None

    @staticmethod
    def _read(row: Row[Any], e164: str) -> Supporter:
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
            self._connection.execute(_UPDATE, {"row": supporter.id, **values})
            return supporter
        values |= {
            "phone_hash": self._vault.digest(supporter.e164),
            "phone_sealed": self._vault.seal(supporter.e164, PHONE),
            "joined_at": now,
        }
        return replace(supporter, id=self._connection.execute(_INSERT, values).scalar_one())

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

    def erase(self, e164: str) -> bool:
        """Delete the person and empty what they wrote, before they had a row too.

        The MessageSids stay, so that a late repeat of an old text is not taken for a new person.
        So does the hash that their calls and texts carry, until ``allowances.unlink``.
        """
        digest = self._vault.digest(e164)
        theirs = (
            TEXTS.c.sender_hash == digest,
            or_(*(TEXTS.c[name].is_not(None) for name in _TOLD), TEXTS.c.in_inbox),
        )
        emptied = self._connection.execute(
            update(TEXTS).where(*theirs).values(dict.fromkeys(_TOLD) | {"in_inbox": False})
        )
        gone = self._connection.execute(delete(SUPPORTERS).where(SUPPORTERS.c.phone_hash == digest))
        self.erased = self.erased or bool(emptied.rowcount or gone.rowcount)
        return self.erased

    def suppressed(self, e164: str) -> bool:
        """Whether this number said stop and did not come back."""
        return self.stopped_at(e164) is not None

    def stopped_at(self, e164: str) -> datetime | None:
        """When this number last said stop; None if it did not, or came back."""
        found = self._connection.execute(_SUPPRESSED, {"hash": self._vault.digest(e164)})
        return found.scalar_one_or_none()

    def stopped_by_carrier(self, e164: str) -> bool:
        """Whether the carrier holds the stop of this number too."""
        found = self._connection.execute(_BY_CARRIER, {"hash": self._vault.digest(e164)})
        return bool(found.scalar_one_or_none())

    def suppress(self, e164: str, said: datetime, *, by_carrier: bool = False) -> None:
        """Remember the stop; the last date stands, and so does the carrier's hold on it.

        By the first one, a word between two stops that reaches us after both would lift them.
        """
        digest, before = self._vault.digest(e164), self.stopped_at(e164)
        if before is None:
            self._connection.execute(
                insert(SUPPRESSIONS).values(phone_hash=digest, since=said, by_carrier=by_carrier)
            )
            return
        change: dict[str, object] = {"since": max(before, said)}
        if by_carrier:
            change["by_carrier"] = True
        self._connection.execute(
            update(SUPPRESSIONS).where(SUPPRESSIONS.c.phone_hash == digest).values(change)
        )

    def restore(self, e164: str) -> None:
        """They came back."""
        self._connection.execute(
            delete(SUPPRESSIONS).where(SUPPRESSIONS.c.phone_hash == self._vault.digest(e164))
        )
