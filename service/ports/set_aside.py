"""The numbers that are not dialed: in SQL, and in a copy on this machine."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from service.domain.set_aside import SetAside


class SetAsideNumbers(Protocol):
    """In SQL, the truth. Numbers are E.164."""

    def numbers(self) -> frozenset[str]:
        """All that are set aside."""
        ...

    def all(self) -> Sequence[SetAside]:
        """The same with date and reason, the newest first."""
        ...

    def put(self, aside: SetAside) -> bool:
        """Set a number aside; False if it is already, and what is known of it stands."""
        ...

    def bring_back(self, number: str, by: str, now: datetime) -> bool:
        """Let a number be dialed again; False if it is not set aside. ``by``: who decides."""
        ...

    def back_since(self, number: str) -> datetime | None:
        """When a number was last brought back; None if it never was."""
        ...


class AsideCopy(Protocol):
    """On this machine, for a process that starts while SQL is away. Never raises."""

    def read(self) -> frozenset[str]:
        """The numbers kept last; none where there is no copy, or none that can be read."""
        ...

    def keep(self, numbers: frozenset[str]) -> None:
        """Replace the copy."""
        ...
