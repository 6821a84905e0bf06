"""A Valkey server of our own: no port, a private socket, everything kept on disk."""

import fcntl
import logging
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil
import redis

from service.adapters.private_files import locked, open_private, private_directory
from service.adapters.valkey_place import (
    ValkeyFault,
    default_redis_url,
    find_program,
    own_socket_directory,
    socket_path,
)

log = logging.getLogger(__name__)

_START_SECONDS = 30.0
_STOP_SECONDS = 8.0
_FILES = "appendonlydir"
"""Where a server keeps what outlives it; its own default."""


class ValkeyServer:
    """The server that belongs to one ``VAR_DIR``, shared by all who start it.

    A server left over by a killed parent is taken on if it answers and ended if it does not.
    The last one to stop it shuts it down; the kernel drops the share of a killed process.
    """

    def __init__(self, var_dir: Path, *, patience: float = 5.0) -> None:
        """``patience``: seconds that a server left over is given to answer before it is ended."""
        self.url = default_redis_url(var_dir)
        self._socket = socket_path(var_dir)
        self._home = var_dir.resolve() / "valkey"
        self._patience = patience
        self._process: subprocess.Popen[bytes] | None = None
        self._share: int | None = None
        self._emptied = False
        self._given_up = threading.Event()

    def require_place(self) -> None:
        """Raise ValkeyFault if there is no server program, or its socket would not be ours alone:
        what no waiting cures.
        """
        find_program()
        with suppress(OSError):  # a full disk, say, which a later start may find otherwise
            own_socket_directory(self._socket.parent)

    def start(self) -> str:
        """Its URL, once it answers. Does nothing more where it runs already.

        Files that it cannot read are set aside, and it starts empty. Raises ValkeyFault if there
        is no server program or it does not come up, which may take half a minute.
        """
        if self._share is not None and self._answers():
            return self.url
        own_socket_directory(self._socket.parent)
        private_directory(self._home)
        with locked(self._home / "start.lock"):
            self._take_share()
            if not self._answers():
                self._launch()
        return self.url

    def give_up(self) -> None:
        """Have a start that is under way in another thread fail at once."""
        self._given_up.set()

    def stop(self) -> None:
        """Shut it down, having written everything, unless another process uses it."""
        if self._share is None:
            return
        with locked(self._home / "start.lock"):
            if _is_last(self._share):
                self._shut_down()
            os.close(self._share)
            self._share = None

    @property
    def pid(self) -> int | None:
        """The server's process, None where it does not run."""
        left = self._left_over()
        return left.pid if left else None

    def _take_share(self) -> None:
        if self._share is None:
            self._share = open_private(self._home / "users.lock")
            fcntl.flock(self._share, fcntl.LOCK_SH)

    def _answers(self) -> bool:
        with redis.Redis.from_url(self.url, socket_timeout=1, retry=None) as client:
            try:
                return bool(client.ping())
            except redis.RedisError:
                return False

    def _left_over(self) -> psutil.Process | None:
        """The process that the pid file names, if it is this directory's server indeed."""
        try:
            process = psutil.Process(int((self._home / "server.pid").read_text()))
            ours = process.cwd() == str(self._home) and process.status() != psutil.STATUS_ZOMBIE
        except (OSError, ValueError, psutil.Error):
            return None
        return process if ours else None

    def _launch(self) -> None:
        left = self._left_over()
        if left is not None and not self._comes_up(left.is_running, seconds=self._patience):
            left.kill()
            left.wait(_STOP_SECONDS)
            left = None
        if left is None:
            self._spawn()

    def _spawn(self) -> None:
        self._end_unreachable()
        ended = self._run_program()
        # Killed is no sign of damage: only what it ends over by itself is tried without its files.
        if ended is not None and ended > 0 and self._set_files_aside():
            ended = self._run_program()
        if ended is not None:
            raise ValkeyFault(
                f"Valkey did not come up: see {self._home / 'server.log'}, or set REDIS_URL to a "
                "server that runs"
            )
        self._emptied = False

    def _run_program(self) -> int | None:
        """None once a new process answers; else what it returned, or minus its signal."""
        self._socket.unlink(missing_ok=True)
        with (self._home / "server.log").open("ab") as output:
            process = subprocess.Popen(
                self._command(),
                cwd=self._home,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        self._process = process
        if self._comes_up(lambda: process.poll() is None, seconds=_START_SECONDS):
            return None
        process.kill()
        return process.wait(_STOP_SECONDS)

    def _set_files_aside(self) -> bool:
        """Whether there was anything to move. Once only: it may not be the files' fault.

        Nothing is lost: whatever a job was about is a row, and is asked for again.
        """
        files = self._home / _FILES
        if self._emptied or not files.exists():
            return False
        aside = files.with_name(f"{_FILES}.damaged")
        shutil.rmtree(aside, ignore_errors=True)
        files.rename(aside)
        self._emptied = True
        log.warning(
            "Valkey could not start from its files, so it starts empty; they are kept in %s, and "
            "server.log beside it says why. Jobs are asked for again; remove it when you have "
            "looked.",
            aside,
        )
        return True

    def _end_unreachable(self) -> None:
        """End a server of ours whose files somebody has removed: nobody can find it any more."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(_STOP_SECONDS)

    def _command(self) -> list[str]:
        options = {
            "port": "0",
            "unixsocket": str(self._socket),
            "unixsocketperm": "700",
            "dir": str(self._home),
            "pidfile": str(self._home / "server.pid"),
            "daemonize": "no",
            "appendonly": "yes",
            "appenddirname": _FILES,
            "appendfsync": "everysec",
            "save": "",
            "maxmemory-policy": "noeviction",
        }
        flags = [word for name, value in options.items() for word in (f"--{name}", value)]
        return [str(find_program()), *flags]

    def _comes_up(self, alive: Callable[[], bool], *, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and alive():
            if self._answers():
                return True
            if self._given_up.wait(0.02):
                return False
        return False

    def _shut_down(self) -> None:
        running = self._left_over()
        if running is None:
            return
        with redis.Redis.from_url(self.url, socket_timeout=_STOP_SECONDS, retry=None) as client:
            try:
                client.shutdown(nosave=True)
            except redis.RedisError:
                running.terminate()
        self._await_end(running)

    def _await_end(self, running: psutil.Process) -> None:
        try:
            running.wait(_STOP_SECONDS)
        except psutil.TimeoutExpired:
            running.kill()
        if self._process is not None:
            self._process.wait(_STOP_SECONDS)
            self._process = None


def _is_last(share: int) -> bool:
    try:
        fcntl.flock(share, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
