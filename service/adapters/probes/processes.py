"""Looks for processes of this installation that are running, here or on another machine."""

import http.client
import json
from collections.abc import Iterator

from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from service.adapters.listening import reachable
from service.adapters.probes.broker import look_at_broker
from service.adapters.settings import Settings
from service.ports.probes import CannotLook

_SECONDS = 2.0
_OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
    "AND application_name = 'patchline' AND pid <> pg_backend_pid()"
)


def running_processes(settings: Settings, engine: Engine) -> tuple[str, ...]:
    """What is running, in words; empty where nothing is to be seen."""
    return (*_web(settings), *_workers(settings), *_connected(engine))


def _web(settings: Settings) -> Iterator[str]:
    """Another program may have the port: only ours says whether it is ready."""
    connection = http.client.HTTPConnection(
        reachable(settings.host), settings.port, timeout=_SECONDS
    )
    try:
        connection.request("GET", "/readyz")
        said = json.loads(connection.getresponse().read())
    except (OSError, http.client.HTTPException, ValueError):
        return
    finally:
        connection.close()
    if isinstance(said, dict) and "ready" in said:
        yield f"a web server on port {settings.port}"


def _workers(settings: Settings) -> Iterator[str]:
    try:
        broker = look_at_broker(settings.redis_url, embedded=settings.own_valkey)
    except CannotLook:
        return
    for queue, count in broker.workers.items():
        if count:
            yield f"{count} of the workers on {queue}"
    if broker.scheduler:
        yield "a scheduler, half a minute ago or less"


def _connected(engine: Engine) -> Iterator[str]:
    """Postgres knows who is connected, from whatever machine; SQLite does not."""
    if engine.dialect.name != "postgresql":
        return
    try:
        with engine.connect() as connection:
            others = connection.scalar(_OTHERS)
    except SQLAlchemyError:
        return
    if others:
        yield f"{others} connections to the database"
