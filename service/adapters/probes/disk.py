"""Looks at ``VAR_DIR`` by writing to it."""

import os
import shutil
import tempfile
from pathlib import Path

from service.ports.probes import CannotLook, Disk

_TRIAL = b"\0" * 4096


def look_at_disk(var_dir: Path) -> Disk:
    """Write a little, to the disk itself, and remove it. Raises CannotLook."""
    if not var_dir.is_dir():
        raise CannotLook(
            f"{var_dir} is not there",
            "run patchline migrate, which makes it, or correct VAR_DIR",
        )
    try:
        with tempfile.NamedTemporaryFile(dir=var_dir, prefix=".doctor-") as file:
            file.write(_TRIAL)
            file.flush()
            os.fsync(file.fileno())
        free = shutil.disk_usage(var_dir).free
        mode = var_dir.stat().st_mode
    except OSError as error:
        raise CannotLook(
            f"{var_dir} cannot be written ({error.strerror})",
            "mount it writable, free some space, or give it to the user that runs Patchline",
        ) from error
    return Disk(free, private=not mode & 0o077)
