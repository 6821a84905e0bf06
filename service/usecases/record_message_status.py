"""A delivery receipt came in."""

from dataclasses import dataclass

from service.domain.records import MessageStatus
from service.ports.clock import Clock
from service.ports.store import Store, Transaction
from service.usecases.remedies import heed, reached


@dataclass(frozen=True)
class RecordMessageStatus:
    """Moves one of our texts forward. Receipts may come twice, late or in any order."""

    store: Store
    clock: Clock

    def __call__(
        self, token: str, sid: str, status: MessageStatus | None, error_code: int | None
    ) -> None:
        """Settle the text that the token names, or else the sid; unknown ones are ignored."""
        self.store.run(lambda tx: self._record(tx, token, sid, status, error_code))

    def _record(
        self,
        tx: Transaction,
        token: str,
        sid: str,
        status: MessageStatus | None,
        error_code: int | None,
    ) -> None:
        message_id = tx.messages.by_token(token) if token else tx.messages.by_sid(sid)
        if message_id is None or status is None:
            return
        now = self.clock.now()
        recipient = tx.messages.recipient(message_id)
        # Before their text, as everybody locks them.
        supporter = tx.supporters.find(recipient) if recipient else None
        tx.messages.settle(message_id, status, now, sid=sid or None, error_code=error_code)
        if error_code:
            heed(tx, supporter, error_code, now)
        elif status is MessageStatus.DELIVERED:
            reached(tx, supporter)
