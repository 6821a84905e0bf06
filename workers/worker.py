"""``python -m workers.worker QUEUE …``: works off jobs until it is told to stop."""

import logging
import signal
import sys
import time
from types import FrameType
from typing import NoReturn

from redis.exceptions import RedisError

from service.adapters.broker_fault import fault_of
from service.adapters.log import configure_logging
from service.adapters.outage_log import OutageLog
from service.adapters.rq_queue import QUEUES, connect
from service.adapters.settings import load_settings
from service.bootstrap import refuse_another_database
from service.domain.errors import PatchlineError
from service.parts import redis_url
from workers.jobs import crew, services
from workers.row_worker import RowWorker

log = logging.getLogger(__name__)

_BROKER_PAUSE_SECONDS = 2.0


def main(queues: list[str]) -> int:
    """Work on these queues; 2 for a queue that does not exist."""
    unknown = sorted(set(queues) - set(QUEUES.values()))
    if unknown or not queues:
        print(f"no such queue: {unknown}; use {sorted(QUEUES.values())}", file=sys.stderr)
        return 2
    settings = load_settings()
    configure_logging(settings.log_level, settings.log_format, settings.secrets)
    refuse_another_database(settings)
    services()  # everything slow is loaded before the first job
    try:
        return work(queues, redis_url(settings))
    finally:
        crew().rest()


def work(queues: list[str], url: str) -> int:
    """Work until told to stop; a broker that goes away is waited for."""
    outage = OutageLog(log, "Redis is back.")
    _heed_signals()
    while True:
        worker = new_worker(queues, url, outage)
        told = worker is not None and worker.work_until_away()
        # A worker that has ended leaves handlers behind that would ask the broker.
        _heed_signals()
        if told:
            return 0
        time.sleep(_BROKER_PAUSE_SECONDS)


def new_worker(queues: list[str], url: str, outage: OutageLog) -> RowWorker | None:
    """One on a broker that answers; None where it does not, which is told."""
    try:
        with connect(url) as redis:
            redis.ping()
        return RowWorker(queues, connect(url, patient=True), outage)
    except RedisError as error:
        outage.away(str(fault_of(error)))
        return None


def _heed_signals() -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _leave)


def _leave(_number: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(0)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except PatchlineError as fault:
        sys.exit(f"patchline: {fault}")
