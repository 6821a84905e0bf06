"""Only one ``patchline up`` at a time on one ``VAR_DIR``: two would stop each other's parts."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from service.adapters.port_file import port_left
from service.adapters.private_files import DirectoryFault, open_private
from service.domain.errors import PatchlineError


class RunsAlready(PatchlineError):
    """Another ``patchline up`` has the directory."""


@contextmanager
def running_alone(var_dir: Path, port_file: Path) -> Iterator[None]:
    """Have the directory to oneself while the block runs; a killed process lets go of it.

    Raises:
        DirectoryFault: it cannot be written.
        RunsAlready: another process has it; ``port_file`` tells where that one listens.
    """
    descriptor = _opened(var_dir / "up.lock")
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        port = port_left(port_file)
        where = f" at port {port}" if port else ""
        raise RunsAlready(
            f"Patchline is running on {var_dir} already{where}: stop that one, or set VAR_DIR to "
            "another directory"
        ) from error
    finally:
        os.close(descriptor)


def _opened(path: Path) -> int:
    try:
        return open_private(path)
    except OSError as error:
        raise DirectoryFault(
            f"{path} cannot be written ({error.strerror}): make VAR_DIR writable, or free some "
            "space on its disk"
        ) from error
