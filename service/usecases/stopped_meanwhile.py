"""Who has said stop while the database is away, as far as one process has heard it."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class StoppedMeanwhile:
    """Remembers that a stop was confirmed, so that nobody is told so twice in one outage.

    Numbers are kept as Python's own hash of them, which is salted anew in every process.
    """

    _first: dict[int, str] = field(default_factory=dict, init=False, repr=False)
    """The MessageSid of each one's first stop."""

    def is_first(self, e164: str, sid: str) -> bool:
        """Remember a stop; whether it is the first of this number, or that one delivered again."""
        return self._first.setdefault(hash(e164), sid) == sid

    def has(self, e164: str) -> bool:
        """Whether this number has said stop."""
        return hash(e164) in self._first

    def over(self) -> None:
        """The database is back, and tells by itself."""
        self._first.clear()
