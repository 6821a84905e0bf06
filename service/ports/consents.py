"""The consent ledger, as kept in SQL: events are added, never changed."""

from datetime import datetime
from typing import Protocol

from service.domain.consent import Channel, ConsentEvent


class Consents(Protocol):
    """Who agreed to what, when, in which words."""

    def record(self, e164: str, event: ConsentEvent) -> None:
        """Add an event of this number's."""
        ...

    def of(self, e164: str) -> list[ConsentEvent]:
        """Its events, oldest first; none once they were erased."""
        ...

    def came_back(self, e164: str) -> datetime | None:
        """When it last came back after a stop; None if it never did."""
        ...

    def erase(self, e164: str, now: datetime, channel: Channel, by: str) -> None:
        """Erase who and in which words, and add that it was done. The events themselves stay.

        Safe to repeat: nothing is added where nothing is left.
        """
        ...
