"""A journal in memory."""

from collections.abc import Callable
from dataclasses import dataclass, field

from service.ports.journal import Entry


@dataclass
class JournalTwin:
    """Implements ``ports.journal.Journal``."""

    entries: list[Entry] = field(default_factory=list)

    def keep(self, entry: Entry) -> None:
        """Add an event."""
        self.entries.append(entry)

    def waits(self) -> bool:
        """Whether there is any."""
        return bool(self.entries)

    def replay(self, handle: Callable[[Entry], None]) -> int:
        """Hand over all, then forget them."""
        taken = list(self.entries)
        for entry in taken:
            handle(entry)
        del self.entries[: len(taken)]
        return len(taken)
