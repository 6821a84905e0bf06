"""Texts of ours that are not the answer to a webhook, as kept in SQL."""

from datetime import datetime
from typing import Protocol

from service.domain.consent import Programme
from service.domain.text_records import MessageStatus, OutgoingText


class Messages(Protocol):
    """Texts of ours that are not the answer to a webhook."""

    def follow_up(
        self, call_id: int, supporter_id: int, our_number: str, body: str, now: datetime
    ) -> int | None:
        """Queue the text after a call; None if this call already has one."""
        ...

    def reply(
        self, supporter_id: int, our_number: str, body: str, now: datetime, due: datetime | None
    ) -> int:
        """Queue the answer to a text that did not come by webhook; ``due``: None for at once."""
        ...

    def ask(
        self, supporter_id: int, our_number: str, body: str, programme: Programme, now: datetime
    ) -> int:
        """Queue a question that we begin: whether they want a programme."""
        ...

    def queue(
        self,
        supporter_id: int,
        our_number: str,
        body: str,
        now: datetime,
        due: datetime | None = None,
    ) -> int:
        """Queue any other text that we begin; ``due``: None for at once."""
        ...

    def waiting(self, message_id: int, now: datetime) -> str | None:
        """The words of a text that is queued and due, locked; None for one that is not."""
        ...

    def claim(self, message_id: int, now: datetime) -> OutgoingText | None:
        """Mark a queued text as being sent, if its person has not said stop; else None.

        Nor while its person is held, unless it answers them: it stays queued then.
        """
        ...

    def settle(
        self,
        message_id: int,
        status: MessageStatus,
        now: datetime,
        *,
        sid: str | None = None,
        error_code: int | None = None,
    ) -> bool:
        """Move a text forward; a status behind the present one changes nothing.

        Whether it moved: a receipt that comes again does not.
        """
        ...

    def get(self, message_id: int) -> OutgoingText | None:
        """A text by id, whatever its status; None if its person is gone."""
        ...

    def requeue(self, message_id: int, now: datetime, due: datetime) -> None:
        """Put a text that the carrier certainly does not have (back) into the queue.

        One that was called off meanwhile ends instead.
        """
        ...

    def looked(self, message_id: int, now: datetime) -> None:
        """The carrier was asked, and did not know of it."""
        ...

    def doubtful(self, attempted_before: datetime, looked_before: datetime) -> list[int]:
        """Ids of texts in doubt that it is time to ask the carrier about."""
        ...

    def sids_of(self, supporter_id: int) -> frozenset[str]:
        """Every MessageSid that we know of for a person."""
        ...

    def by_token(self, token: str) -> int | None:
        """The id of the text with this opaque token."""
        ...

    def by_sid(self, sid: str) -> int | None:
        """The id of the text with this MessageSid."""
        ...

    def recipient(self, message_id: int) -> str | None:
        """The number a text goes to."""
        ...

    def call_off(self, supporter_id: int, now: datetime) -> None:
        """Cancel every text to a person that the carrier has not, or turns out not to have."""
        ...

    def queued(self, now: datetime) -> list[int]:
        """Ids of texts that wait to be sent, are due and may be sent, oldest first."""
        ...

    def stale(self, status: MessageStatus, before: datetime) -> list[int]:
        """Ids of texts that have stood at a status since before then."""
        ...

    def stands(self, message_id: int, status: MessageStatus, before: datetime) -> bool:
        """Whether a text, now locked, has stood at a status since before then."""
        ...


class Receipts(Protocol):
    """Failures told of texts that have no row: the answers to webhooks."""

    def told_first(self, sid: str, now: datetime) -> bool:
        """Whether the failure of this text is told for the first time; remembers it."""
        ...

    def forget(self, before: datetime) -> None:
        """Those from before then come no more, and need not be remembered."""
        ...
