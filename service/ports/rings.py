"""Rings: calls that people asked us to place, as kept in SQL."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from service.domain.records import Call
from service.domain.rings import RingBack


class Rings(Protocol):
    """Promised calls, and what is known of a person's. Once placed they are calls like others."""

    def promise(
        self,
        supporter_id: int,
        e164: str,
        ring: RingBack,
        our_number: str,
        now: datetime,
        due: datetime,
        retry_of: Call | None = None,
    ) -> int:
        """Queue a ring back, due at a time; the id of its row. A call is retried once at most."""
        ...

    def cancel_promises(
        self, supporter_id: int, now: datetime, asked_since: datetime | None = None
    ) -> None:
        """Cancel every ring back that has not been placed, or only those asked for since then.

        One that is under way, and that no person took, is neither placed nor tried again.
        """
        ...

    def tries(self, call_id: int) -> list[Call]:
        """A ring and, behind it, the one more try of it; empty where there is no such row."""
        ...

    def promised(self, supporter_id: int) -> bool:
        """Whether a ring back of this person is queued, due or not."""
        ...

    def due(self, now: datetime) -> list[int]:
        """Ids of promised calls whose time has come, oldest first; none of people who are held."""
        ...

    def waiting(self, now: datetime) -> int:
        """How many promised calls are due, may be placed and are not yet."""
        ...

    def under_way(self, e164: str, since: datetime, now: datetime) -> bool:
        """Whether a ring to this number is due now, or one that was placed since then goes on.

        A second try that is due later does not count: asking again is quicker. Nor does a ring that
        is held.
        """
        ...

    def engaged(self, e164: str, but: int, since: datetime) -> bool:
        """Whether this number is on a call, but for this one, that moved since then.

        Whoever placed it, and whoever the number belonged to as it began.
        """
        ...

    def dialed_in(self, e164: str, since: datetime, now: datetime) -> bool:
        """Whether this number has called us since then, and is on the line or got to an office.

        Not by a call from after ``now``: it came before the clock was set back.
        """
        ...

    def unwanted(self, since: datetime) -> Mapping[int, str]:
        """CallSids, by id, of calls placed since then that were called off, or whose person said
        stop, perhaps at least, or was forgotten.

        Not of those that are over, or that they took by pressing a key: these are theirs to end.
        Nor, but after a stop, of those that somebody picked up.
        """
        ...
