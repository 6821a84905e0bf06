"""Keeps the embedded Valkey running beside the processes that use it."""

import logging
import subprocess

import psutil

from service.adapters.guardian import Guardian
from service.adapters.outage_log import OutageLog
from service.adapters.valkey_place import ValkeyFault
from service.adapters.valkey_server import ValkeyServer
from service.commands.installation import VALKEY_STAGE

log = logging.getLogger(__name__)

_PAUSE_SECONDS = 1.0
_LONGEST_PAUSE = 30.0


class ValkeyWatch:
    """Starts the server, and again should it end. It is disposable: without it all others run on,
    calls are taken, and what is to be done later is done when it is back.
    """

    def __init__(self, valkey: ValkeyServer, guardian: Guardian) -> None:
        self._valkey = valkey
        self._guardian = guardian
        self._outage = OutageLog(log, "Valkey is back.")
        self._failures = 0
        self._held: int | None = None

    def look(self) -> float:
        """Have it run, which may take half a minute; the seconds until the next look."""
        try:
            self._valkey.start()
        except ValkeyFault as error:
            return self._failed(str(error))
        except (OSError, psutil.Error, subprocess.SubprocessError) as error:
            return self._failed(
                f"Valkey cannot be started ({type(error).__name__}): see whether disk and memory "
                "are full, or set REDIS_URL to a server that runs"
            )
        self._failures = 0
        self._outage.back()
        self._hold(self._valkey.pid)
        return _PAUSE_SECONDS

    def _failed(self, why: str) -> float:
        self._failures += 1
        self._outage.away(f"{why}. It is tried again; meanwhile the others run on without it.")
        return min(_PAUSE_SECONDS * 2.0 ** min(self._failures, 16), _LONGEST_PAUSE)

    def _hold(self, pid: int | None) -> None:
        if pid is None or pid == self._held:
            return
        if self._held is not None:
            log.warning("Valkey had ended, and runs again.")
            self._guardian.drop(self._held)
        self._guardian.hold(pid, VALKEY_STAGE)
        self._held = pid
