"""Server processes under measurement, each with one connection that webhooks are posted over."""

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

import psutil
from twilio.request_validator import RequestValidator

from benchmarks.bare import PUBLIC_URL
from benchmarks.start import free_port

TOKEN = "0123456789abcdef" * 2


@dataclass
class Server:
    """One server process and a connection to it."""

    process: psutil.Process
    connection: http.client.HTTPConnection
    validator: RequestValidator = field(default_factory=lambda: RequestValidator(TOKEN))
    waits: list[float] = field(default_factory=list)

    def post(self, target: str, fields: dict[str, str]) -> str:
        """The answer to one signed webhook."""
        signature = self.validator.compute_signature(PUBLIC_URL + target, fields)
        headers = {
            "X-Twilio-Signature": signature,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        began = time.perf_counter()
        self.connection.request("POST", target, urlencode(fields), headers)
        answer = self.connection.getresponse()
        body = answer.read().decode()
        self.waits.append(time.perf_counter() - began)
        if answer.status >= 300:
            sys.exit(f"{target} was answered with {answer.status}: the benchmark is off")
        return body

    def post_all(self, jobs: Iterable[tuple[str, dict[str, str]]]) -> tuple[float, list[str]]:
        """Seconds of CPU that it took the server, and its answers."""
        before = self._cpu()
        answers = [self.post(*job) for job in jobs]
        return self._cpu() - before, answers

    def _cpu(self) -> float:
        """Seconds used so far, children included."""
        return sum(map(_cpu, [self.process, *self.process.children(recursive=True)]))


@contextmanager
def serving(command: list[str], environ: Mapping[str, str]) -> Iterator[Server]:
    """A server at a free port, ended with the block."""
    port = free_port()
    running = subprocess.Popen(command, env={**environ, "PORT": str(port)})
    try:
        _await(port)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        yield Server(psutil.Process(running.pid), connection)
    finally:
        running.terminate()
        running.wait(10)


def _await(port: int) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 2).close()
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def _cpu(process: psutil.Process) -> float:
    """Seconds of CPU of one process: to the nanosecond where the system can tell, else to 10 ms."""
    if sys.platform == "linux":
        # How the kernel numbers the CPU clock of a process that is not ours.
        return time.clock_gettime(~process.pid << 3 | 2)
    used = process.cpu_times()
    return float(used.user + used.system)
