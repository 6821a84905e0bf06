"""``python -m workers.worker QUEUE …``: works off jobs until it is told to stop."""

import logging
import sys
import time

from redis.exceptions import RedisError
from rq import SimpleWorker
from rq.serializers import JSONSerializer

from service.adapters.log import configure_logging
from service.adapters.rq_queue import QUEUES, connect
from service.adapters.settings import load_settings
from service.bootstrap import redis_url, refuse_another_database
from service.domain.errors import PatchlineError
from workers.jobs import services

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
    return work(queues, redis_url(settings))


def work(queues: list[str], url: str) -> int:
    """Work until told to stop; a broker that goes away is waited for."""
    while True:
        try:
            # No process a job: ours are short, safe to run twice, and share what is loaded.
            worker = SimpleWorker(
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
