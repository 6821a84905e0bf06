"""The chain of the consent ledger, as kept in SQL, and its anchors outside."""

from typing import Protocol

from service.domain.consent_chain import Anchor, Head


class ConsentChain(Protocol):
    """Seals events one after the other; two that seal at once never fork the chain."""

    def seal(self, limit: int, *, late: bool = False) -> int:
        """Seal so many events, in the order of their ids; how many there were.

        ``late``: look at every event, not only at the newest few thousand. Raises StoreDown where
        the chain does not end as it should.
        """
        ...

    def head(self) -> Head:
        """Where the chain ends. Raises StoreDown where it does not end as it should."""
        ...


class Anchors(Protocol):
    """Where the chain ended, told where no writer of the database can change it."""

    def newest(self) -> Anchor | None:
        """The last one that was kept."""
        ...

    def keep(self, anchor: Anchor) -> None:
        """Add one."""
        ...
