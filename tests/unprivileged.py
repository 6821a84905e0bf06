"""Being nobody in particular, for tests that may run as root, whom no file mode stops."""

import os
import pwd
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


@contextmanager
def unprivileged() -> Iterator[None]:
    """Be ``nobody`` while the block runs; a process without root's rights stays who it is."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(pwd.getpwnam("nobody").pw_uid)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@contextmanager
def open_directory() -> Iterator[Path]:
    """A directory that everybody may write to; pytest's own let nobody but their owner pass."""
    with TemporaryDirectory(prefix="patchline-tests-") as name:
        place = Path(name)
        place.chmod(0o777)
        yield place
