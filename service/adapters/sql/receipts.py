"""Receipts of texts that have no row of their own, in SQL."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select

from service.adapters.sql.tables import RECEIPTS
from service.domain.records import MessageStatus

# Built once: building a statement costs more than running it.
_TOLD = select(RECEIPTS.c.status).where(
    RECEIPTS.c.message_sid == bindparam("message_sid"), RECEIPTS.c.status == bindparam("status")
)


class SqlReceipts:
    """Implements ``ports.messages.Receipts``."""

    def __init__(self, connection: Connection) -> None:
        """Work inside this connection's transaction."""
        self._connection = connection

    def told_first(self, sid: str, status: MessageStatus, now: datetime) -> bool:
        """Remember it; of two at once one conflicts, and is rerun by ``Store.run``."""
        receipt = {"message_sid": sid, "status": status}
        if self._connection.execute(_TOLD, receipt).first():
            return False
        self._connection.execute(insert(RECEIPTS), receipt | {"received_at": now})
        return True

    def forget(self, before: datetime) -> None:
        """Forget older ones."""
        self._connection.execute(delete(RECEIPTS).where(RECEIPTS.c.received_at < before))
