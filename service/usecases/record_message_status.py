"""A delivery receipt came in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from service.domain.carrier_errors import Remedy, carrier_error
from service.domain.phone import NOBODY, Phone
from service.domain.text_records import MessageStatus
from service.ports.clock import Clock
from service.ports.store import Store, Transaction
from service.usecases.remedies import heed, heed_stranger, reached

_RECEIPT_TAKES = timedelta(minutes=5)
"""How long after its text a receipt may come: we do not know when the carrier sent an answer."""


@dataclass(frozen=True)
class RecordMessageStatus:
    """Moves one of our texts forward. Receipts may come twice, late or in any order."""

    store: Store
    clock: Clock

    def __call__(
        self,
        token: str,
        sid: str,
        status: MessageStatus | None,
        error_code: int | None,
        to: Phone = NOBODY,
    ) -> None:
        """Settle the text that the token names, or else the sid.

        Answers to webhooks have neither with us: what their receipts tell of the number that they
        went to is heeded all the same. Once: a failure that is told again says nothing new, and a
        person may have come back since. Raises StoreDown.
        """
        if status is not None:
            self.store.run(lambda tx: self._record(tx, token, sid, status, error_code, to))

    def _record(
        self,
        tx: Transaction,
        token: str,
        sid: str,
        status: MessageStatus,
        error_code: int | None,
        to: Phone,
    ) -> None:
        now = self.clock.now()
        message_id = tx.messages.by_token(token) if token else tx.messages.by_sid(sid)
        number = tx.messages.recipient(message_id) if message_id is not None else to.e164
        # Before their text, as everybody locks them.
        supporter = tx.supporters.find(number) if number else None
        if message_id is not None:
            is_news = tx.messages.settle(
                message_id, status, now, sid=sid or None, error_code=error_code
            )
        else:
            is_news = error_code is None or tx.receipts.told_first(sid, now)
        if not is_news:
            return
        if error_code and number and _is_undone(tx, number, error_code, message_id, now):
            return
        if error_code and supporter is None and number:
            heed_stranger(tx, number, error_code, now, sid)
        elif error_code:
            heed(tx, supporter, error_code, now, sid)
        elif status is MessageStatus.DELIVERED:
            reached(tx, supporter)


def _is_undone(
    tx: Transaction, number: str, code: int, message_id: int | None, now: datetime
) -> bool:
    """Whether it tells of a stop that its person has taken back since the text left."""
    if carrier_error(code).remedy is not Remedy.OPT_OUT:
        return False
    back = tx.consents.came_back(number)
    return back is not None and back > _left(tx, message_id, now)


def _left(tx: Transaction, message_id: int | None, now: datetime) -> datetime:
    """When the carrier was asked to send a text, at the earliest."""
    text = tx.messages.get(message_id) if message_id is not None else None
    return text.attempted_at or text.created_at if text else now - _RECEIPT_TAKES
