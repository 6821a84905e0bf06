"""Files that a person writes: small, regular, UTF-8 and TOML, or said plainly why not."""

import codecs
import tomllib
from pathlib import Path

from service.domain.fault import Fault

MAX_BYTES = 64 * 1024
"""Ten times what a campaign in two languages takes; more is some other file."""


def read_written(path: Path, faults: list[Fault]) -> tuple[str, dict[str, object]] | None:
    """The text of a file and what it holds; None, and a fault noted, if it cannot be read."""
    try:
        source = _source(path)
        return source, tomllib.loads(source)
    # Not only TOMLDecodeError: a number of thousands of digits is a ValueError of its own.
    except (OSError, ValueError, RecursionError) as error:
        faults.append(Fault(str(path), "", _unreadable(error)))
        return None


def _unreadable(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"not UTF-8 text, at byte {error.start}"
    if isinstance(error, RecursionError):
        return "nested too deeply for any file of ours"
    if isinstance(error, OSError):
        return f"cannot be read: {error.strerror}" if error.strerror else str(error)
    return f"not TOML: {error}"


def _source(path: Path) -> str:
    """The text of a regular file of sensible size. Raises OSError or UnicodeDecodeError."""
    # Opening a named pipe would wait for a writer for ever, so the kind of file comes first.
    if not path.is_file():
        kind = "a link to nothing" if path.is_symlink() and not path.exists() else "no regular file"
        raise OSError(f"is {kind}")
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise OSError(f"is larger than the {MAX_BYTES // 1024} kB that such a file may have")
    if content.startswith(codecs.BOM_UTF8):
        raise OSError("begins with a byte order mark; save it as UTF-8 without one")
    return content.decode("utf-8")
