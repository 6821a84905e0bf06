"""Keeps the embedded Valkey running beside the processes that use it."""

from service.adapters.guardian import Guardian
from service.adapters.valkey_server import ValkeyServer
from service.commands.installation import VALKEY_STAGE

_PAUSE_SECONDS = 1.0


class ValkeyWatch:
    """Starts the server, and again should it end. Without one (REDIS_URL is set) does nothing."""

    def __init__(self, valkey: ValkeyServer | None, guardian: Guardian) -> None:
        self._valkey = valkey
        self._guardian = guardian
        self._held: int | None = None
        self._due = 0.0

    def tick(self, now: float) -> None:
        """Look after it, at most once a second of monotonic time. Raises ValkeyFault."""
        if self._valkey is None or now < self._due:
            return
        self._valkey.start()
        self._due = now + _PAUSE_SECONDS
        self._hold(self._valkey.pid)

    def _hold(self, pid: int | None) -> None:
        if pid is not None and pid != self._held:
            self._guardian.hold(pid, VALKEY_STAGE)
            self._held = pid
