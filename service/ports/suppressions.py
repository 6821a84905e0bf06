"""The list of stops, in SQL and beside it."""

from collections.abc import Mapping
from typing import Protocol

from service.domain.errors import PatchlineError
from service.domain.suppression import Suppression

Suppressions = Mapping[bytes, Suppression]
"""By the keyed hash of the number."""


class ListUnreadable(PatchlineError):
    """What was kept outside the database was altered, or kept under another key."""


class SuppressionTable(Protocol):
    """The stops in SQL."""

    def gather(self, known: Suppressions) -> dict[bytes, Suppression]:
        """Every stop that holds, and what became of those known before.

        One that is gone holds on unless the ledger says that its owner came back: a database that
        was lost and begun anew has lifted nothing.
        """
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
