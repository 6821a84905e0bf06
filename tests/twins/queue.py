"""A queue in memory."""

from collections.abc import Collection
from threading import Lock


class QueueTwin:
    """Implements ``ports.queue.Queue``. Like the real one it may lose everything."""

    def __init__(self) -> None:
        self._jobs: list[tuple[str, int]] = []
        self.away = False
        self.asked = 0
        self._lock = Lock()

    def enqueue(self, job: str, row_id: int) -> bool:
        """Ask for a job, unless the broker is away."""
        with self._lock:
            self.asked += 1
            if not self.away:
                self._jobs.append((job, row_id))
        return not self.away

    def pending(self, job: str) -> Collection[int]:
        """Rows that wait for this job."""
        return [row_id for name, row_id in self._jobs if name == job]

    def take(self) -> tuple[str, int] | None:
        """The oldest job, taken out; None when there is none."""
        with self._lock:
            return self._jobs.pop(0) if self._jobs else None

    def lose_everything(self) -> None:
        """What FLUSHALL does."""
        with self._lock:
            self._jobs.clear()
