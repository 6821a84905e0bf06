"""RQ's worker, as Patchline needs it."""

import logging
import time
from collections.abc import Sequence
from types import FrameType
from typing import Any

from redis import Redis
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError
from rq import Queue, SimpleWorker
from rq.exceptions import InvalidJobOperation, NoSuchJobError, StopRequested
from rq.executions import Execution
from rq.job import Job
from rq.serializers import JSONSerializer

from service.adapters.broker_fault import fault_of
from service.adapters.outage_log import OutageLog
from service.domain.errors import PatchlineError

log = logging.getLogger(__name__)

_EXPECTED = (PatchlineError, RedisError, InvalidJobOperation, NoSuchJobError)
"""A database or a broker that is away, and a broker that was emptied amid a job."""
_LISTENING_PAUSE_SECONDS = 2.0


class RowWorker(SimpleWorker):  # type: ignore[misc]  # the library has no types
    """Works on rows that the broker only hints at, so it minds no job that vanishes from there.

    No process a job: ours are short, safe to run twice, and share what is loaded.
    """

    max_connection_wait_time = 4.0
    """Seconds between two tries to reach the broker; the library's own are up to a minute."""

    def __init__(self, queues: Sequence[str], redis: Redis, outage: OutageLog) -> None:
        """``outage`` tells of the broker, in place of the library."""
        super().__init__(list(queues), connection=redis, serializer=JSONSerializer)
        self._outage = outage
        self._told_to_stop = False
        self.log.addFilter(_not_of_the_broker)

    def work_until_away(self) -> bool:
        """Work as long as the broker answers; whether it was told to stop."""
        try:
            self.work(logging_level="WARNING")
        except StopRequested:
            return True
        except RedisError as error:
            self._outage.away(str(fault_of(error)))
        return self._told_to_stop

    def request_stop(self, signum: int, frame: FrameType | None) -> None:
        """Stop after the present job."""
        self._told_to_stop = True
        super().request_stop(signum, frame)

    def heartbeat(self, *args: Any, **options: Any) -> None:
        """Given before each wait for a job, so the first to find the broker away, or back."""
        try:
            super().heartbeat(*args, **options)
        except RedisError as error:
            self._outage.away(str(fault_of(error)))
            raise
        self._outage.back()

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
        if _is_expected(exc_info[1]):
            log.warning("job %s is left to the sweep: %s", job.id, exc_info[1])
        else:
            super().handle_exception(job, *exc_info)

    def _pubsub_exception_handler(self, exc: Exception, pubsub: Any, thread: Any) -> None:
        """Go on listening for commands once the broker is back; who waits for jobs tells of it."""
        if isinstance(exc, RedisConnectionError):
            time.sleep(_LISTENING_PAUSE_SECONDS)
        else:
            super()._pubsub_exception_handler(exc, pubsub, thread)


def _is_expected(error: BaseException | None) -> bool:
    # For an execution that is gone the library has no exception of its own.
    gone = isinstance(error, ValueError) and "not found in Redis" in str(error)
    return gone or isinstance(error, _EXPECTED)


def _not_of_the_broker(record: logging.LogRecord) -> bool:
    """Whether a line of the library's is of anything but the broker, of which we tell ourselves."""
    error = record.exc_info[1] if record.exc_info else None
    said = str(record.msg)
    return not (
        isinstance(error, RedisError)
        or "could not connect to Redis" in said
        or "Redis connection timeout" in said
    )
