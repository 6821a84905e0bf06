"""How long ``scripts/run`` takes, once installed, until the web server says that it is ready."""

import os
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from benchmarks.figure import Figure
from service.adapters.listening import unready_reason

_LIMIT_SECONDS = 5.0
_PATIENCE_SECONDS = 60.0
_RUN = Path(__file__).resolve().parents[1] / "run"


def main() -> list[Figure]:
    """The second start and the stop after it, in a directory of its own."""
    with tempfile.TemporaryDirectory(prefix="patchline-bench-") as var:
        port = free_port()
        first, _ = _run_once(Path(var), port)
        second, stop = _run_once(Path(var), port)
    limit = f"at most {_LIMIT_SECONDS:g} s"
    return [
        Figure("first start, empty database", first, "s", "no limit"),
        Figure("second start", second, "s", limit, second <= _LIMIT_SECONDS),
        Figure("stop", stop, "s", "at most 10 s", stop <= 10),
    ]


def _run_once(var: Path, port: int) -> tuple[float, float]:
    """Seconds from the command to ready, and from SIGINT to its end."""
    environ = {**os.environ, "VAR_DIR": str(var)}
    began = time.monotonic()
    running = subprocess.Popen([_RUN, "--port", str(port)], env=environ, stdout=subprocess.DEVNULL)
    try:
        await_ready(running, port)
        ready = time.monotonic()
        running.send_signal(signal.SIGINT)
        running.wait(_PATIENCE_SECONDS)
    finally:
        running.kill()
    return ready - began, time.monotonic() - ready


def await_ready(running: subprocess.Popen[bytes], port: int) -> None:
    """Wait until the web server on this port is ready; give up if the process ends."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while unready_reason("127.0.0.1", port) is not None:
        if running.poll() is not None or time.monotonic() > deadline:
            raise SystemExit("scripts/run did not become ready: see its messages above")
        time.sleep(0.02)


def free_port() -> int:
    """A port that is free and has a free one after it, for the simulator."""
    while True:
        with socket.socket() as one, socket.socket() as next_one:
            one.bind(("127.0.0.1", 0))
            port: int = one.getsockname()[1]
            try:
                next_one.bind(("127.0.0.1", port + 1))
            except (OSError, OverflowError):
                continue
            return port
