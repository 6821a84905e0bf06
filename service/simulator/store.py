"""What the carrier remembers, newest last, by identifier."""

from collections.abc import Iterator
from typing import Generic, Protocol, TypeVar

KEPT = 300_000
"""Records kept of one kind; the oldest make room, so that a long test does not fill memory."""


class Record(Protocol):
    """Anything that has an identifier."""

    sid: str


R = TypeVar("R", bound=Record)


class Store(Generic[R]):
    """Records of one kind."""

    def __init__(self, kept: int = KEPT) -> None:
        self._records: dict[str, R] = {}
        self._kept = kept

    def add(self, record: R) -> None:
        """Keep a new record."""
        self._records[record.sid] = record
        if len(self._records) > self._kept:
            del self._records[next(iter(self._records))]

    def remove(self, sid: str) -> None:
        """Forget a record."""
        self._records.pop(sid, None)

    def get(self, sid: str) -> R | None:
        """The record with that identifier, if it is kept."""
        return self._records.get(sid)

    def newest_first(self) -> Iterator[R]:
        """All records, from the last to the first."""
        return reversed(self._records.values())
