"""Work for later."""

from collections.abc import Collection
from typing import Protocol


class Queue(Protocol):
    """Work for later. Losing a job is harmless: the row is there, and a sweep finds it."""

    def enqueue(self, job: str, row_id: int) -> bool:
        """Ask for a job on one row; whether the broker took it.

        Never raises: a broker that is down costs at most a second.
        """
        ...

    def pending(self, job: str) -> Collection[int]:
        """Rows that already wait for this job."""
        ...
