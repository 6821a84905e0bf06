"""People in SQL: numbers sealed, found by keyed hash."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from service.adapters.sql.tables import CALLS, SUPPORTERS, SUPPRESSIONS, TEXTS
from service.adapters.vault import Vault
from service.domain.conversation import Conversation, Stage
from service.domain.records import Supporter
from service.domain.words import Language

PHONE = "supporters.phone"


class SqlSupporters:
    """Implements ``ports.people.Supporters``."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        """Work inside this connection's transaction."""
        self._connection = connection
        self._vault = vault

    def find(self, e164: str) -> Supporter | None:
        """The person with this number, locked."""
        return self._one(SUPPORTERS.c.phone_hash == self._vault.digest(e164))

    def get(self, supporter_id: int) -> Supporter | None:
        """The person with this id, locked."""
        return self._one(SUPPORTERS.c.id == supporter_id)

    def _one(self, condition: Any) -> Supporter | None:
        row = self._connection.execute(
            select(SUPPORTERS).where(condition).with_for_update()
        ).one_or_none()
        return self._read(row) if row else None

    def _read(self, row: Row[Any]) -> Supporter:
        conversation = Conversation(
            stage=Stage(row.stage),
            language=Language(row.language),
            campaign=row.campaign,
            zip=row.zip,
            state=row.state,
            choices=tuple(row.choices.split()),
            misses=row.misses,
            greeted=row.greeted,
        )
        e164 = self._vault.open(row.phone_sealed, PHONE)
        return Supporter(row.id, e164, conversation, row.time_zone, row.hinted_at)

    def save(self, supporter: Supporter, now: datetime) -> Supporter:
        """Insert or update."""
        talk = supporter.conversation
        values = {
            "zip": talk.zip,
            "state": talk.state,
            "time_zone": supporter.time_zone,
            "language": talk.language,
            "campaign": talk.campaign,
            "stage": talk.stage,
            "choices": " ".join(talk.choices),
            "misses": talk.misses,
            "greeted": talk.greeted,
            "hinted_at": supporter.hinted_at,
            "updated_at": now,
        }
        if supporter.id:
            self._connection.execute(
                update(SUPPORTERS).where(SUPPORTERS.c.id == supporter.id).values(values)
            )
            return supporter
        inserted = self._connection.execute(
            insert(SUPPORTERS)
            .values(
                **values,
                phone_hash=self._vault.digest(supporter.e164),
                phone_sealed=self._vault.seal(supporter.e164, PHONE),
                joined_at=now,
            )
            .returning(SUPPORTERS.c.id)
        )
        return replace(supporter, id=inserted.scalar_one())

    def erase(self, supporter_id: int) -> None:
        """Delete the person, empty what they wrote, and unlink every call of their number.

        The MessageSids stay, so that a late repeat of an old text is not taken for a new person.
        """
        hers = TEXTS.c.supporter_id == supporter_id
        self._connection.execute(
            update(TEXTS)
            .where(hers)
            .values(sender_sealed=None, body_sealed=None, reply_sealed=None, in_inbox=False)
        )
        theirs = select(SUPPORTERS.c.phone_hash).where(SUPPORTERS.c.id == supporter_id)
        self._connection.execute(
            update(CALLS)
            .where(CALLS.c.caller_hash == theirs.scalar_subquery())
            .values(caller_hash=None)
        )
        self._connection.execute(delete(SUPPORTERS).where(SUPPORTERS.c.id == supporter_id))

    def suppressed(self, e164: str) -> bool:
        """Whether this number said stop and did not come back."""
        found = self._connection.execute(
            select(SUPPRESSIONS.c.since).where(
                SUPPRESSIONS.c.phone_hash == self._vault.digest(e164)
            )
        )
        return found.one_or_none() is not None

    def suppress(self, e164: str, now: datetime) -> None:
        """Remember the stop; the first date stands."""
        if not self.suppressed(e164):
            self._connection.execute(
                insert(SUPPRESSIONS).values(phone_hash=self._vault.digest(e164), since=now)
            )

    def restore(self, e164: str) -> None:
        """They came back."""
        self._connection.execute(
            delete(SUPPRESSIONS).where(SUPPRESSIONS.c.phone_hash == self._vault.digest(e164))
        )
