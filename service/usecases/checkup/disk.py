"""The directory and the disk that Patchline writes to."""

from collections.abc import Callable, Iterator

from service.domain.checkup import Check, fault, ok, warn
from service.ports.probes import Disk

NAME = "disk"
_MIB = 1024 * 1024
SCARCE_BYTES = 1024 * _MIB
FULL_BYTES = 100 * _MIB
"""Less would not hold the journal of an outage."""


def check_disk(look: Callable[[], Disk]) -> Iterator[Check]:
    """Whether there is room, and whether it is ours alone."""
    disk = look()
    free = f"{disk.free_bytes // _MIB} MiB free"
    if disk.free_bytes < FULL_BYTES:
        yield fault(NAME, free, "free some space, or set VAR_DIR to another disk")
    elif disk.free_bytes < SCARCE_BYTES:
        yield warn(NAME, free, "free some space soon, or set VAR_DIR to another disk")
    else:
        yield ok(NAME, f"can be written, {free}")
    if not disk.private:
        yield warn(NAME, "other users of this machine can look into VAR_DIR", "chmod 700 it")
