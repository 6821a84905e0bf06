"""Jobs in Redis: a hint that a row wants work, never the only trace of it."""

import logging
from collections.abc import Callable, Collection, Mapping
from typing import TypeVar

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry
from rq import Queue
from rq.serializers import JSONSerializer

from service.adapters.breaker import Breaker, NoAnswer
from service.adapters.broker_fault import broker_fault, fault_of
from service.adapters.outage_log import OutageLog
from service.ports.jobs import RING, SEND

log = logging.getLogger(__name__)

T = TypeVar("T")

QUEUES: Mapping[str, str] = {RING: "rings", SEND: "texts"}
"""The queue of each job. Rings wait for their turn inside a worker, so texts get workers of their
own."""

FUNCTIONS: Mapping[str, str] = {RING: "workers.jobs.ring", SEND: "workers.jobs.send"}
"""The dotted name of each job's function."""

_ANSWER_SECONDS = 0.5
_JOB_SECONDS = 3600
"""A job waits inside its worker for its turn, which may be long at a low rate."""


def connect(url: str, *, patient: bool = False, protocol: int | None = None) -> Redis:
    """A connection that gives up soon; workers, who wait for jobs, are patient.

    ``protocol`` is Redis's own, the newest by default; servers before version 6 speak 2 only.
    """
    if patient:
        return Redis.from_url(url)
    return Redis.from_url(
        url,
        protocol=protocol,
        socket_timeout=_ANSWER_SECONDS,
        socket_connect_timeout=_ANSWER_SECONDS,
        retry=Retry(NoBackoff(), 0),
    )


class RqQueue:
    """Implements ``ports.queue.Queue``.

    A broker that did not answer is left alone until it does: the sweep asks for its jobs anew.
    """

    def __init__(self, redis: Redis) -> None:
        """Jobs go to the queues of ``QUEUES``."""
        self._redis = redis
        self._queues = {
            job: Queue(name, connection=redis, serializer=JSONSerializer)
            for job, name in QUEUES.items()
        }
        self._breaker = Breaker(_ANSWER_SECONDS, redis.ping)
        self._outage = OutageLog(log, "Redis takes jobs again.")

    def enqueue(self, job: str, row_id: int) -> bool:
        """Ask for a job; a broker that is down is no error, the sweep will ask again."""
        if self._try(lambda: self._ask(job, row_id)) is None:
            return False
        self._outage.back()
        return True

    def _try(self, work: Callable[[], T]) -> T | None:
        """What the work returns; None while the broker is away, which is told once."""
        known = not self._breaker.closed
        try:
            return self._breaker.run(work, fails=RedisError)
        except RedisError as error:
            self._outage.away(f"jobs wait for the sweep: {fault_of(error, self._redis)}")
        except NoAnswer:
            if not known:
                self._outage.away("jobs wait for the sweep: Redis does not answer in time")
        return None

    def _ask(self, job: str, row_id: int) -> bool:
        self._queues[job].enqueue(
            FUNCTIONS[job],
            row_id,
            job_id=f"{job}-{row_id}",
            job_timeout=_JOB_SECONDS,
            result_ttl=0,
            failure_ttl=0,
        )
        return True

    def pending(self, job: str) -> Collection[int]:
        """Rows that already wait for this job; none while the broker is down."""
        ids = self._try(lambda: list(self._queues[job].job_ids)) or ()
        # A broker that is shared may hold jobs of somebody else's under the same name.
        tails = [one.removeprefix(f"{job}-") for one in ids if one.startswith(f"{job}-")]
        return [int(tail) for tail in tails if tail.isascii() and tail.isdecimal()]

    def fault(self) -> str | None:
        """Why the broker cannot be used, with the cure; None if it can."""
        fault = broker_fault(self._redis)
        return str(fault) if fault else None
