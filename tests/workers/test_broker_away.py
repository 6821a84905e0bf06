"""A worker whose broker is away, or refuses it, says so once and works on when it is back."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from redis import Redis

from service.adapters.valkey_server import ValkeyServer
from tests.processes import wait_until
from tests.twins.database import sqlite_database
from tests.twins.knowledge import CAMPAIGNS
from tests.twins.webhooks import environ_in


@dataclass
class Started:
    """A worker process and what it says."""

    process: subprocess.Popen[bytes]
    output: Path

    def lines(self) -> list[str]:
        return self.output.read_text().splitlines()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[str], Started]]:
    """Starts a rings worker on a broker of its own."""
    started: list[Started] = []

    def begin(url: str) -> Started:
        environ = environ_in(tmp_path, sqlite_database(tmp_path), REDIS_URL=url)
        output = tmp_path / "output"
        with output.open("wb") as file:
            process = subprocess.Popen(
                [sys.executable, "-m", "workers.worker", "rings"],
                cwd=CAMPAIGNS.parent,
                env={**os.environ, **environ},
                stderr=file,
            )
        started.append(Started(process, output))
        return started[-1]

    yield begin
    for one in started:
        one.process.kill()
        one.process.wait()


@pytest.mark.e2e
def test_a_broker_that_comes_and_goes_is_told_of_in_single_lines(
    start: Callable[[str], Started], tmp_path: Path
) -> None:
    own = ValkeyServer(tmp_path / "own")
    worker = start(own.url)
    wait_until(lambda: len(worker.lines()) == 1, seconds=20)
    assert "Redis cannot be reached (ConnectionError): check REDIS_URL" in worker.lines()[0]
    try:
        own.start()
        with Redis.from_url(own.url) as redis:
            wait_until(lambda: len(worker.lines()) == 2, seconds=20)
            redis.config_set("requirepass", "secret-word")
            redis.execute_command("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "no")
        wait_until(lambda: len(worker.lines()) == 3, seconds=20)
        worker.process.terminate()
        assert worker.process.wait(20) == 0
    finally:
        own.stop()
    _, back, password = worker.lines()
    assert "Redis is back." in back
    assert "Redis wants a password: set user and password in REDIS_URL" in password
