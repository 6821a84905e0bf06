"""``python -m workers.worker QUEUE …``: works off jobs until it is told to stop."""

import logging
import sys
import time
from typing import Any

from redis.exceptions import RedisError
from rq import Queue, SimpleWorker
from rq.exceptions import InvalidJobOperation, NoSuchJobError
from rq.executions import Execution
from rq.job import Job
from rq.serializers import JSONSerializer

from service.adapters.log import configure_logging
from service.adapters.rq_queue import QUEUES, connect
from service.adapters.settings import load_settings
from service.bootstrap import redis_url, refuse_another_database
from service.domain.errors import PatchlineError
from workers.jobs import crew, services

log = logging.getLogger(__name__)

_BROKER_PAUSE_SECONDS = 2.0

_EXPECTED = (PatchlineError, RedisError, InvalidJobOperation, NoSuchJobError)
"""A database or a broker that is away, and a broker that was emptied amid a job."""


class RowWorker(SimpleWorker):  # type: ignore[misc]  # the library has no types
    """Works on rows that the broker only hints at, so it minds no job that vanishes from there.

    No process a job: ours are short, safe to run twice, and share what is loaded.
    """

    def perform_job(self, job: Job, queue: Queue, execution: Execution) -> bool:
        """Do one job; whether it went well."""
        try:
            return bool(super().perform_job(job, queue, execution))
        except (InvalidJobOperation, NoSuchJobError):
            # The row is up to date and this job's trace in the broker is gone: all is done.
            self.executions.pop(execution.id, None)
            return False

    def handle_exception(self, job: Job, *exc_info: Any) -> None:
        """One line for what is to be expected; all there is to know of anything else."""
        if isinstance(exc_info[1], _EXPECTED):
            log.warning("job %s is left to the sweep: %s", job.id, exc_info[1])
        else:
            super().handle_exception(job, *exc_info)


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
    while True:
        try:
            worker = RowWorker(
                queues, connection=connect(url, patient=True), serializer=JSONSerializer
            )
            worker.work(logging_level="WARNING")
            return 0
        except RedisError as error:
            log.warning("the broker is away, waiting for it: %s", error)
            time.sleep(_BROKER_PAUSE_SECONDS)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except PatchlineError as fault:
        sys.exit(f"patchline: {fault}")
