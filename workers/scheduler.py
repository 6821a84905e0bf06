"""``python -m workers.scheduler``: sweeps every second, so that no promise is forgotten."""

import logging
import signal
import sys
import threading

from service.adapters.log import configure_logging
from service.adapters.settings import load_settings
from service.bootstrap import build
from service.domain.errors import PatchlineError
from service.ports.store import StoreDown
from service.usecases.sweep import Sweep

log = logging.getLogger(__name__)

SWEEP_SECONDS = 1.0
"""Also how late a second try or a job that Redis lost may be."""


def main() -> int:
    """Sweep until told to stop."""
    settings = load_settings()
    configure_logging(settings.log_level, settings.log_format, settings.secrets)
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    run(build(settings).sweep, stopping)
    return 0


def run(sweep: Sweep, stopping: threading.Event) -> None:
    """One sweep a second; a database that is down is waited for."""
    while not stopping.wait(SWEEP_SECONDS):
        try:
            sweep()
        except StoreDown as error:
            log.error("nothing can be swept: %s", error)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except PatchlineError as fault:
        sys.exit(f"patchline: {fault}")
