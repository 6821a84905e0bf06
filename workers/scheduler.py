"""``python -m workers.scheduler``: every chore at its pace, so that no promise is forgotten."""

import logging
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass

from service.adapters.heartbeat import BEAT_SECONDS
from service.adapters.log import configure_logging
from service.adapters.outage_log import OutageLog
from service.adapters.settings import load_settings
from service.bootstrap import Services, build, refuse_another_database
from service.domain.errors import PatchlineError
from workers.crew import Crew
from workers.stand_in import StandIn

log = logging.getLogger(__name__)

_AT_ONCE = 5
"""Requests to the carrier for workers that are not there. Each, like each chore, needs a connection
to Postgres at times; a process may have twenty."""


@dataclass(frozen=True)
class Chore:
    """Something to be done again and again."""

    name: str
    seconds: float
    """Pause after each round."""
    do: Callable[[], None]


def chores(services: Services) -> tuple[Chore, ...]:
    """All of them. Each has a thread, so that one that waits for the carrier delays no other."""
    crew = Crew(_AT_ONCE)
    return (
        # Also how late a second try, or a job that Redis lost, may be.
        Chore("sweep", 1.0, services.sweep),
        Chore("overdue rings", 1.0, StandIn(services.due.rings, services.place_call, crew)),
        Chore("overdue texts", 1.0, StandIn(services.due.texts, services.send_message, crew)),
        # Also how long a phone rings on after its owner has said stop.
        Chore("hang up", 1.0, services.hang_up),
        # Whoever rings those who wait counts on no line that is not dialed.
        Chore("numbers set aside", 5.0, services.heed_aside),
        # Also how late a ring may be once a line is free.
        Chore("serve waits", 2.0, services.serve_waits),
        # Also how long calls are routed without memory after Redis was emptied.
        Chore("relearn lines", 2.0, services.relearn_lines),
        Chore("settle doubts", 15.0, services.settle_doubts),
        Chore("fetch missed texts", 30.0, services.fetch_missed),
        Chore("unlink", 600.0, services.unlink),
        # Also how long an event of the consent ledger could be altered and nothing would show.
        Chore("seal consents", 2.0, services.seal_consents),
        Chore("seal late consents", 300.0, services.seal_consents.late),
        # Also how late a stop may be in the list that outlives the database.
        Chore("keep suppressions", 30.0, services.keep_suppressions),
        Chore("sign of life", BEAT_SECONDS, services.heartbeat.beat),
    )


def main() -> int:
    """Do the chores until told to stop."""
    settings = load_settings()
    configure_logging(settings.log_level, settings.log_format, settings.secrets)
    refuse_another_database(settings)
    services = build(settings)
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    threads = [
        threading.Thread(target=run, args=(chore, stopping), daemon=True)
        for chore in chores(services)
    ]
    services.heartbeat.beat()
    # Before anybody is answered: a database that was begun anew does not know of the stops.
    first = Chore("keep suppressions", 0.0, services.keep_suppressions)
    do_round(first, OutageLog(log, f"{first.name} goes on", logging.ERROR))
    for thread in threads:
        thread.start()
    stopping.wait()
    return 0


def run(chore: Chore, stopping: threading.Event) -> None:
    """Round after round; a database that is down is waited for, and so is a disk that is full."""
    outage = OutageLog(log, f"{chore.name} goes on", logging.ERROR)
    while not stopping.wait(chore.seconds):
        do_round(chore, outage)


def do_round(chore: Chore, outage: OutageLog) -> None:
    """One round; ``outage`` tells of what keeps the chore from being done, and of its end."""
    try:
        chore.do()
    except PatchlineError as error:
        outage.away(f"no {chore.name} now: {error}")
    except Exception:  # one bad row must not end the chore for all others
        log.exception("no %s now", chore.name)
    else:
        outage.back()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except PatchlineError as fault:
        sys.exit(f"patchline: {fault}")
