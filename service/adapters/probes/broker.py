"""Looks at Redis or Valkey, and at the workers that have registered there."""

import socket
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import psutil
from redis import Redis
from redis.exceptions import AuthenticationError, NoPermissionError, RedisError
from rq import Queue, Worker

from service.adapters.heartbeat import Heartbeat
from service.adapters.rq_queue import QUEUES, connect
from service.ports.probes import Broker, CannotLook

_WORKER_SILENT = timedelta(minutes=8)
"""A worker without a job says so about every seven minutes."""


def look_at_broker(url: str, *, embedded: bool) -> Broker:
    """Ask everything, within a second each. Raises CannotLook."""
    with connect(url) as redis:
        try:
            return _seen(redis)
        except (AuthenticationError, NoPermissionError) as error:
            raise CannotLook(
                f"refuses us ({error})", "correct user and password in REDIS_URL"
            ) from error
        except RedisError as error:
            cure = "check REDIS_URL, and that the server runs"
            raise CannotLook(
                f"cannot be reached ({type(error).__name__})",
                "start Patchline: patchline up" if embedded else cure,
            ) from error


def _seen(redis: Redis) -> Broker:
    info: Mapping[str, Any] = redis.info()
    queues = {name: Queue(name, connection=redis) for name in QUEUES.values()}
    level = str(info.get("redis_version", "0.0")).split(".")
    return Broker(
        product=_product(info),
        level=(int(level[0]), int(level[1])),
        persistent=bool(info.get("aof_enabled")) or _saves(redis),
        policy=str(info.get("maxmemory_policy", "noeviction")),
        read_only=info.get("role") in {"slave", "replica"},
        workers=_workers(redis),
        waiting={name: queue.count for name, queue in queues.items()},
        scheduler=Heartbeat(redis).beats(),
    )


def _product(info: Mapping[str, Any]) -> str:
    if version := info.get("valkey_version"):
        return f"Valkey {version}"
    return f"Redis {info.get('redis_version', 'of an unknown version')}"


def _saves(redis: Redis) -> bool:
    """Whether it takes snapshots; hosted servers do not tell, and look after that themselves."""
    try:
        return bool(redis.config_get("save").get("save", ""))
    except RedisError:
        return True


def _workers(redis: Redis) -> Mapping[str, int]:
    alive = [one for one in Worker.all(connection=redis) if _is_alive(one)]
    counted = Counter(name for worker in alive for name in worker.queue_names())
    return {name: counted[name] for name in QUEUES.values()}


def _is_alive(worker: Any) -> bool:
    """A worker that was killed stays registered for a while; on this machine we know better."""
    if worker.hostname == socket.gethostname() and worker.pid:
        return psutil.pid_exists(worker.pid)
    seen = worker.last_heartbeat
    return seen is not None and datetime.now(UTC) - seen < _WORKER_SILENT
