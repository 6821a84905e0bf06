"""Senate directory files: the one that ships with the product and those that a refresh writes."""

import logging
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from service.adapters.directory_codec import decode, encode
from service.adapters.record import RecordFault
from service.domain.directory import Directory
from service.domain.directory_check import check_structure
from service.domain.errors import PatchlineError

log = logging.getLogger(__name__)

SHIPPED: Final = Path(__file__).resolve().parent.parent / "data" / "senate.json"
"""The directory that ships with the product."""


_REFRESH = "run patchline senate refresh"


class DirectoryFault(PatchlineError):
    """A directory file is missing, damaged or fails its checks, or cannot be written."""

    def __init__(self, found: str, cure: str = _REFRESH) -> None:
        super().__init__(f"{found}: {cure}")
        self.found = found


def refreshed_path(var_dir: Path) -> Path:
    """Where a refresh writes unless told otherwise."""
    return var_dir / "senate.json"


def directory_paths(var_dir: Path) -> tuple[Path, ...]:
    """Every place that a running Patchline looks for a directory."""
    return refreshed_path(var_dir), SHIPPED


def load_directory(paths: Sequence[Path]) -> Directory:
    """What ``find_directory`` finds, with a log line for each file that was passed over.

    Raises DirectoryFault.
    """
    directory, passed_over = find_directory(paths)
    for found in passed_over:
        log.warning("Senate directory passed over: %s: %s", found, _REFRESH)
    return directory


def find_directory(paths: Sequence[Path]) -> tuple[Directory, Sequence[str]]:
    """The one with the newest data among the sound directories at these paths; a tie goes to the
    earlier path. Files that are not there are passed over; what is wrong with each unsound one is
    told beside it.

    Raises DirectoryFault when none of them can be used.
    """
    sound, faults = [], []
    for path in paths:
        try:
            if path.exists():
                sound.append(read_directory(path))
        except DirectoryFault as fault:
            faults.append(fault.found)
    if not sound:
        tried = "; ".join(faults) or f"no file at {', '.join(map(str, paths))}"
        raise DirectoryFault(f"no usable Senate directory ({tried})")
    return max(sound, key=lambda directory: directory.generated), faults


def read_directory(path: Path) -> Directory:
    """One directory file; raises DirectoryFault naming file, key and reason."""
    try:
        directory = decode(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        raise DirectoryFault(f"{path}: {reason}") from error
    except RecordFault as error:
        raise DirectoryFault(str(error)) from error
    faults = [finding.text for finding in check_structure(directory) if finding.is_fault]
    if faults:
        raise DirectoryFault(f"{path}: {'; '.join(faults)}")
    return directory


def write_directory(directory: Directory, path: Path) -> None:
    """Replace the file in one step, so that a reader finds the old one or the new one.

    Raises DirectoryFault; the old file is then untouched.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, encode(directory))
    except OSError as error:
        reason = error.strerror or "cannot be written"
        raise DirectoryFault(f"{path}: {reason}", "name another file with --to FILE") from error


def _replace(path: Path, text: str) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with open(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp lets only the owner read; the web and its workers may be other users.
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
