"""Receipts of texts that have no row of their own, in SQL."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select

from service.adapters.sql.tables import RECEIPTS
from service.domain.text_records import MessageStatus

# Built once: building a statement costs more than running it.
_TOLD = select(RECEIPTS.c.status).where(RECEIPTS.c.message_sid == bindparam("message_sid"))


class SqlReceipts:
    """Implements ``ports.messages.Receipts``."""

    def __init__(self, connection: Connection) -> None:
        """Work inside this connection's transaction."""
        self._connection = connection

    def told_first(self, sid: str, now: datetime) -> bool:
        """Remember it; of two at once one conflicts, and is rerun by ``Store.run``.

        It is kept under one word, whichever it came under: both may come for one text.
        """
        if self._connection.execute(_TOLD, {"message_sid": sid}).first():
            return False
        failed = {"message_sid": sid, "status": MessageStatus.FAILED, "received_at": now}
        self._connection.execute(insert(RECEIPTS), failed)
        return True

    def forget(self, before: datetime) -> None:
        """Forget older ones."""
        self._connection.execute(delete(RECEIPTS).where(RECEIPTS.c.received_at < before))
