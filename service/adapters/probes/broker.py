"""Looks at Redis or Valkey, and at the workers that have registered there."""

import socket
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import psutil
from redis import Redis
from redis.exceptions import RedisError
from rq import Queue, Worker

from service.adapters.broker_fault import fault_of, is_too_old
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
        except RedisError as error:
            fault = fault_of(error, redis)
            if is_too_old(error):
                raise CannotLook(f"{_old_product(url)} {fault.found}", fault.cure) from error
            away = embedded and not fault.answers
            raise CannotLook(
                fault.found, "start Patchline: patchline up" if away else fault.cure
            ) from error


def _old_product(url: str) -> str:
    """Asked as servers of its time were: a connection of today begins with words it lacks."""
    with connect(url, protocol=2) as redis:
        try:
            return _product(redis.info())
        except RedisError:
            return "it"


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
