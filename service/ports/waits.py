"""Who waits for a ring, as kept in SQL."""

from datetime import datetime
from typing import Protocol

from service.domain.waiting import Wait, WaitStatus


class Waits(Protocol):
    """Promises of a ring to people for whom nobody could answer. A person has one that is open."""

    def get(self, wait_id: int) -> Wait | None:
        """One by its id."""
        ...

    def of(self, supporter_id: int) -> Wait | None:
        """The open one of this person, who has to be locked by whoever goes on to change it."""
        ...

    def save(self, wait: Wait, now: datetime) -> Wait:
        """Insert (id 0) or update; returns it with its id."""
        ...

    def end(self, wait_id: int, status: WaitStatus, now: datetime) -> bool:
        """Close one with a status that is not open; whether it was open."""
        ...

    def leave(self, supporter_id: int, now: datetime, joined_since: datetime | None = None) -> bool:
        """Close the open one of this person, or only one joined since then; whether there was."""
        ...

    def taken(self, call_id: int, now: datetime) -> None:
        """A person took this ring, or the second try of it: the promise is kept."""
        ...

    def joined_at(self, call_id: int) -> datetime | None:
        """When whoever was promised this ring, or the first try of it, had joined."""
        ...

    def senators(self) -> list[str]:
        """Bioguide ids of those in whose line, at whose opening or for whom somebody waits."""
        ...

    def line(self, senator: str) -> list[Wait]:
        """Who waits for this senator, due or not: the first to be rung first."""
        ...

    def before(self, senator: str, joined_at: datetime, now: datetime) -> int:
        """How many who may be rung wait in the senator's line, their time come, and joined before
        then.
        """
        ...

    def rung(self, senator: str, since: datetime) -> list[datetime]:
        """When people of this senator's line were promised their ring since then."""
        ...

    def ringing(self) -> list[Wait]:
        """Whose ring is promised or placed and not known to have been taken."""
        ...
