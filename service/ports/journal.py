"""What happened while the database was down, kept aside on this machine."""

from collections.abc import Callable
from typing import Any, Protocol

from service.domain.errors import PatchlineError

Entry = dict[str, Any]
"""One event, as plain JSON: its ``kind``, its moment ``at`` (ISO 8601) and what it needs."""


class NotTaken(PatchlineError):
    """An event that nothing can be made of, now or later."""


class Journal(Protocol):
    """Keeps events in order until they are in the database."""

    def keep(self, entry: Entry) -> None:
        """Add an event; on disk, encrypted, before this returns. Never raises."""
        ...

    def waits(self) -> bool:
        """Whether events of this machine are not in the database yet."""
        ...

    def replay(self, handle: Callable[[Entry], None]) -> int:
        """Hand over every event in order, then forget them; how many there were.

        One that raises NotTaken is set aside for a person to look at. Stops at any other exception
        and raises it; all of them are handed over again next time, so handling one twice has to be
        harmless.
        """
        ...
