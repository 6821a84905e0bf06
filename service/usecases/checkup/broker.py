"""Redis or Valkey, and the processes that show themselves there."""

from collections.abc import Callable, Iterator

from service.domain.checkup import Check, fault, ok, warn
from service.ports.probes import Broker

NAME = "redis"
OLDEST = (6, 2)
"""The first with every command that jobs need."""
_KEEPS_ALL = "noeviction"


def check_broker(look: Callable[[], Broker]) -> Iterator[Check]:
    """The server, then the workers of each queue, then the scheduler."""
    broker = look()
    yield _server(broker)
    if not broker.persistent:
        yield warn(
            NAME,
            "keeps nothing over a restart: jobs then wait for the scheduler",
            "set appendonly yes",
        )
    if broker.policy != _KEEPS_ALL:
        yield warn(
            NAME,
            f"forgets jobs when its memory is full ({broker.policy})",
            f"set maxmemory-policy {_KEEPS_ALL}",
        )
    for queue, count in broker.workers.items():
        yield _queue(queue, count, broker.waiting.get(queue, 0))
    yield _scheduler(broker)


def _server(broker: Broker) -> Check:
    if broker.level < OLDEST:
        return fault(
            NAME, f"{broker.product} is too old", "use Redis 6.2 or newer, or any version of Valkey"
        )
    if broker.read_only:
        return fault(
            NAME, f"{broker.product} is a read-only replica", "let REDIS_URL lead to the primary"
        )
    return ok(NAME, broker.product)


def _queue(queue: str, workers: int, waiting: int) -> Check:
    name = f"worker ({queue})"
    jobs = f"{waiting} waiting" if waiting else "nothing waiting"
    if workers:
        return ok(name, f"{workers} at work, {jobs}")
    return fault(name, f"none at work, {jobs}", f"start one: patchline work {queue}")


def _scheduler(broker: Broker) -> Check:
    if broker.scheduler:
        return ok("scheduler", "at work")
    return fault("scheduler", "no sign of life", "start it: patchline work scheduler")
