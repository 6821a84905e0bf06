"""The web server that ships, in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from tests.processes import free_ports, wait_until
from tests.twins.database import sqlite_database
from tests.twins.knowledge import CAMPAIGNS
from tests.twins.webhooks import environ_in


@contextmanager
def serving(directory: Path) -> Iterator[int]:
    """The port of a server on a new database ``patchline.db`` in this directory.

    It is eleven in Washington on a working day, there is no broker, and Twilio cannot be reached.
    """
    port = free_ports()
    environ = {**os.environ, **environ_in(directory, sqlite_database(directory))}
    command = [sys.executable, "-m", "service", "serve", "--port", str(port)]
    with (directory / "log").open("w") as log:
        server = subprocess.Popen(
            command, env=environ, cwd=CAMPAIGNS.parent, stdout=log, stderr=log
        )
        try:
            wait_until(lambda: server.poll() is None and answers(port), seconds=30)
            yield port
        finally:
            server.terminate()
            server.wait(20)


def answers(port: int) -> bool:
    """Whether it does."""
    try:
        return ask(port, "GET", "/healthz")[0] == 200
    except OSError:
        return False


def ask(
    port: int, method: str, target: str, body: str = "", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of the answer to one request on a connection of its own."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, target, body, named)
    response = connection.getresponse()
    answer = response.status, dict(response.getheaders()), response.read()
    connection.close()
    return answer
