"""People and the texts they sent, as kept in SQL."""

from datetime import datetime
from typing import Protocol

from service.domain.heard import Kind
from service.domain.records import Supporter, UnusableNumber
from service.domain.text_records import InboundText, InboxText


class Supporters(Protocol):
    """People, found by their number."""

    def find(self, e164: str) -> Supporter | None:
        """The person with this number, locked for the rest of the transaction."""
        ...

    def get(self, supporter_id: int) -> Supporter | None:
        """The person with this id."""
        ...

    def save(self, supporter: Supporter, now: datetime) -> Supporter:
        """Insert (id 0) or update; returns it with its id."""
        ...

    def mark(self, supporter: Supporter) -> None:
        """Save what the carrier taught us of their number."""
        ...

    def hold(self, supporter_id: int, now: datetime) -> None:
        """Begin nothing towards this person any more; since when stays. Safe to repeat."""
        ...

    def release(self, supporter_id: int) -> None:
        """End the hold, if there is one, and every doubt: what is queued for them goes on."""
        ...

    def unusable(self, limit: int) -> list[UnusableNumber]:
        """The numbers that take no texts, the latest first."""
        ...

    def erase(self, e164: str) -> bool:
        """Delete whatever tells of the person with this number, all but hashes.

        Whether there was anything.
        """
        ...

    def suppressed(self, e164: str) -> bool:
        """Whether this number said stop and did not come back."""
        ...

    def stopped_at(self, e164: str) -> datetime | None:
        """When this number last said stop; None if it did not, or came back."""
        ...

    def stopped_by_carrier(self, e164: str) -> bool:
        """Whether the carrier holds the stop of this number too."""
        ...

    def suppress(self, e164: str, said: datetime, *, by_carrier: bool = False) -> None:
        """Remember the stop, beyond the person's own row, at its last date. Safe to repeat."""
        ...

    def restore(self, e164: str, at: datetime) -> None:
        """Lift the stop: they came back then."""
        ...


class Texts(Protocol):
    """Texts that people sent us."""

    def answered(self, sid: str) -> tuple[str | None] | None:
        """The reply once given to this MessageSid, in a tuple of one; None for a new text."""
        ...

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
        """Store a text and its reply; ``inbox``: an organizer reads it, ``hinted``: it is a hint.

        ``kind``: what a text in the inbox was taken for; ``undecided``: its sender is held until
        somebody decides about it; ``said``: when, if it reached us late.

        Raises a conflict, rerun by ``Store.run``, on a known sid.
        """
        ...

    def keep_erased(
        self,
        text: InboundText,
        sender: str,
        reply: str | None,
        now: datetime,
        *,
        said: datetime | None = None,
    ) -> None:
        """Store of a text whose sender is erased its sid, our words, and the sender's hash."""
        ...

    def answered_since(self, e164: str, moment: datetime, last: int) -> list[str]:
        """What this number said that was answered after that moment; the ``last`` ones.

        Empty where there were no words; what cannot be read any more is left out.
        """
        ...

    def any_since(self, e164: str, moment: datetime) -> bool:
        """Whether this number has said anything after that moment."""
        ...

    def erased_since(self, e164: str, moment: datetime) -> bool:
        """Whether something that it said after that moment is erased."""
        ...

    def fetched_until(self) -> datetime | None:
        """Up to when the carrier's list of arrivals has been looked through; None: never."""
        ...

    def fetched(self, until: datetime) -> None:
        """It has been looked through up to then."""
        ...

    def inbox(self, limit: int) -> list[InboxText]:
        """The texts that wait for an organizer: undecided ones first, then the newest."""
        ...

    def in_inbox(self, text_id: int) -> InboxText | None:
        """One of them."""
        ...

    def decided(self, text_id: int) -> bool:
        """Somebody has decided about this text; whether it waited for that."""
        ...

    def any_undecided(self, supporter_id: int) -> bool:
        """Whether a text of this person waits for a decision."""
        ...
