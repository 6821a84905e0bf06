"""Jobs in Redis: a hint that a row wants work, never the only trace of it."""

import logging
from collections.abc import Collection, Mapping

from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from rq import Queue
from rq.serializers import JSONSerializer

from service.adapters.broker import ANSWER_SECONDS, Broker
from service.adapters.broker_fault import broker_fault
from service.ports.jobs import RING, SEND

log = logging.getLogger(__name__)

QUEUES: Mapping[str, str] = {RING: "rings", SEND: "texts"}
"""The queue of each job. Rings wait for their turn inside a worker, so texts get workers of their
own."""

FUNCTIONS: Mapping[str, str] = {RING: "workers.jobs.ring", SEND: "workers.jobs.send"}
"""The dotted name of each job's function."""

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
        socket_timeout=ANSWER_SECONDS,
        socket_connect_timeout=ANSWER_SECONDS,
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
        self._broker = Broker(redis, log, "jobs wait for the sweep", "Redis takes jobs again.")

    def enqueue(self, job: str, row_id: int) -> bool:
        """Ask for a job; a broker that is down is no error, the sweep will ask again."""
        return self._broker.write(lambda: self._ask(job, row_id)) is not None

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
        ids = self._broker.ask(lambda: list(self._queues[job].job_ids)) or ()
        # A broker that is shared may hold jobs of somebody else's under the same name.
        tails = [one.removeprefix(f"{job}-") for one in ids if one.startswith(f"{job}-")]
        return [int(tail) for tail in tails if tail.isascii() and tail.isdecimal()]

    def fault(self) -> str | None:
        """Why the broker cannot be used, with the cure; None if it can."""
        fault = broker_fault(self._redis)
        return str(fault) if fault else None
