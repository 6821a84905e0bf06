"""The processes that make up one installation, as ``patchline up`` and the containers run them."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from service.adapters.child import Program
from service.adapters.directory_file import SHIPPED, refreshed_path
from service.adapters.settings import Settings

QUEUES = ("rings", "texts")
"""One worker process each, so that a million texts never keep a phone from ringing."""
WEB_STAGE, WORKER_STAGE, SCHEDULER_STAGE, VALKEY_STAGE = range(4)
"""The order in which they stop: first what takes work on, last what keeps it."""


@dataclass(frozen=True, slots=True)
class Programs:
    """The processes, in the order in which they can do something."""

    migration: Program
    """Brings the database up to date, as soon as it answers, and ends."""
    front: tuple[Program, ...]
    """Who serves callers, with the database or without: the web, and the simulator if any."""
    back: tuple[Program, ...]
    """Who can do nothing until the database is up to date: workers and scheduler."""

    @property
    def lasting(self) -> tuple[Program, ...]:
        """All that are to be kept running."""
        return (*self.front, *self.back)


def programs(settings: Settings, environ: Mapping[str, str], offset: float | None) -> Programs:
    """Those of these settings; ``offset`` is added to their clocks, in seconds."""
    shared = {**environ, "PORT": str(settings.port)}
    if offset is not None:
        shared["CLOCK_OFFSET"] = f"{offset:.3f}"
    migrate = _python("service", "migrate", "--wait")
    serve = _python("service", "serve", "--early", "--port", str(settings.port))
    return Programs(
        migration=Program("The migration", migrate, shared, WORKER_STAGE, once=True),
        front=(
            Program("The web server", serve, shared, WEB_STAGE),
            *_simulators(settings, shared, offset or 0.0),
        ),
        back=(
            *(_worker(queue, shared) for queue in QUEUES),
            Program("The scheduler", _python("workers.scheduler"), shared, SCHEDULER_STAGE),
        ),
    )


def _python(module: str, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", module, *arguments)


def _worker(queue: str, environ: Mapping[str, str]) -> Program:
    command = _python("workers.worker", queue)
    return Program(f"The {queue} worker", command, environ, WORKER_STAGE)


def _simulators(
    settings: Settings, environ: Mapping[str, str], offset: float
) -> tuple[Program, ...]:
    if not settings.simulating:
        return ()
    options = {
        "--host": settings.host,
        "--port": str(settings.simulator_port),
        "--app-url": settings.public_url,
        "--account-sid": settings.twilio_account_sid,
        "--number": settings.twilio_phone_number or "",
        "--directory": str(_directory(settings.var_dir)),
        "--clock-offset": f"{offset:.3f}",
    }
    if settings.twilio_messaging_service_sid:
        options["--messaging-service"] = settings.twilio_messaging_service_sid
    words = [word for option in options.items() for word in option]
    # Not among the arguments, which every user of the machine can read.
    token = {"TWILIO_AUTH_TOKEN": settings.twilio_auth_token.reveal()}
    command = _python("service.simulator", *words)
    return (Program("The simulator", command, {**environ, **token}, WEB_STAGE),)


def _directory(var_dir: Path) -> Path:
    refreshed = refreshed_path(var_dir)
    return refreshed if refreshed.exists() else SHIPPED
