"""The port that a running ``patchline up`` listens at, left where other commands find it."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from service.domain.errors import PatchlineError


class PortFileFault(PatchlineError):
    """The file with the port cannot be written."""


def port_left(path: Path) -> int | None:
    """The port in the file; None without a file, and for one that holds no port."""
    with suppress(OSError, ValueError):
        port = int(path.read_text(encoding="ascii"))
        return port if 0 < port < 65536 else None
    return None


@contextmanager
def port_kept(path: Path, port: int) -> Iterator[None]:
    """Leave the port in the file for as long as the block runs."""
    try:
        draft = path.with_suffix(".draft")
        draft.write_text(f"{port}\n", encoding="ascii")
        draft.replace(path)
    except OSError as error:
        raise PortFileFault(
            f"{path} cannot be written ({error.strerror}): make VAR_DIR writable, or free some "
            "space on its disk"
        ) from error
    try:
        yield
    finally:
        # Somebody else's by now is left to them.
        if port_left(path) == port:
            with suppress(OSError):
                path.unlink()
