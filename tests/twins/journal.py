"""A journal in memory."""

from collections.abc import Callable
from dataclasses import dataclass, field

from service.ports.journal import Entry, Journal, NotTaken


@dataclass
class JournalTwin:
    """Implements ``ports.journal.Journal``."""

    entries: list[Entry] = field(default_factory=list)
    apart: list[Entry] = field(default_factory=list)
    why: str | None = None

    def keep(self, entry: Entry) -> bool:
        """Add an event."""
        self.entries.append(entry)
        return len(self.entries) == 1

    def waits(self) -> bool:
        """Whether there is any."""
        return bool(self.entries)

    def left(self) -> int:
        """How many."""
        return len(self.entries)

    def hold_up(self, why: str) -> None:
        """Remember the reason."""
        self.why = why

    def held_up_by(self) -> str | None:
        """The reason."""
        return self.why

    def set_apart(self) -> int:
        """How many could not be taken in."""
        return len(self.apart)

    def replay(
        self, handle: Callable[[Entry], None], settle: Callable[[], None] = lambda: None
    ) -> int:
        """Hand over all, then forget them."""
        taken = list(self.entries)
        for entry in taken:
            try:
                handle(entry)
            except NotTaken:
                self.apart.append(entry)
        settle()
        del self.entries[: len(taken)]
        self.why = None
        return len(taken)


def set_one_apart(journal: Journal) -> None:
    """Leave an event in it that could not be taken in."""

    def refuse(_entry: Entry) -> None:
        raise NotTaken("nothing can be made of it")

    journal.keep({"path": "/twilio/sms"})
    journal.replay(refuse, lambda: None)
