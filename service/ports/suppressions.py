"""The list of stops, in SQL and beside it."""

from collections.abc import Hashable
from datetime import datetime
from typing import Protocol

from service.domain.errors import PatchlineError
from service.domain.suppression import Suppression, Suppressions


class ListUnreadable(PatchlineError):
    """What was kept outside the database was altered, or kept under another key."""


class SuppressionTable(Protocol):
    """The stops in SQL."""

    def fingerprint(self) -> Hashable:
        """Something short that is another one once the stops are others.

        But for the date of a stop that was repeated: that may go unnoticed.
        """
        ...

    def all(self) -> dict[bytes, Suppression]:
        """Every stop that holds, and those that were lifted and are not forgotten yet."""
        ...

    def take_in(self, told: Suppressions) -> int:
        """Bring the table up to date with these; how many were news. The newest word wins.

        What the table lacks was lost with a database before this one: it has lifted nothing.
        """
        ...

    def lift_returned(self) -> int:
        """Lift the stops whose owner came back, as the ledger knows; how many."""
        ...

    def forget(self, before: datetime) -> None:
        """Delete the stops that were lifted before then, of numbers of which no more is kept."""
        ...


class SuppressionList(Protocol):
    """A copy outside the database, which outlives it."""

    def read(self) -> Suppressions:
        """What was kept last; empty where nothing was. Raises ListUnreadable."""
        ...

    def keep(self, stops: Suppressions) -> None:
        """Keep these in place of all before."""
        ...

    def set_aside(self) -> None:
        """Let what cannot be read lie, under another name."""
        ...
