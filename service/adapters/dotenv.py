"""The ``.env`` file: ``NAME=value`` lines, as shells and Docker Compose read them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from service.domain.errors import PatchlineError

_LINE = re.compile(r"(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)")
_COMMENT = re.compile(r"(?:^|\s)#.*$")


class DotenvFault(PatchlineError):
    """The ``.env`` file, or a line of it, cannot be read; says which, never what stands in it."""


@dataclass(frozen=True, slots=True)
class Dotenv:
    """What a ``.env`` file says."""

    settings: Mapping[str, str] = field(default_factory=dict, repr=False)
    faults: tuple[str, ...] = ()
    """Lines that are no settings, each with its cure."""


def read_dotenv(path: Path) -> Dotenv:
    """The settings in a ``.env`` file, none if there is no such file.

    Comments start with ``#``; a value may stand in single or double quotes, and is taken as it
    is: nothing is expanded. Raises DotenvFault for a file that cannot be read at all.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return Dotenv()
    except (OSError, UnicodeDecodeError) as error:
        raise DotenvFault(f"{path.name} cannot be read: save it as UTF-8 text, readable") from error
    settings: dict[str, str] = {}
    faults = []
    for number, line in enumerate(lines, 1):
        try:
            settings.update([_setting(line, number)] if _says(line) else [])
        except DotenvFault as fault:
            faults.append(str(fault))
    return Dotenv(settings, tuple(faults))


def _says(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _setting(line: str, number: int) -> tuple[str, str]:
    match = _LINE.fullmatch(line.strip())
    if match is None:
        raise DotenvFault(f".env line {number} is no setting: write it as NAME=value")
    return match.group(1), _value(match.group(2).strip(), number)


def _value(text: str, number: int) -> str:
    if text[:1] not in {"'", '"'}:
        return _COMMENT.sub("", text).strip()
    quote = text[0]
    end = text.find(quote, 1)
    if end < 0 or _COMMENT.sub("", text[end + 1 :]).strip():
        raise DotenvFault(f".env line {number} opens a quote ({quote}) that does not end the value")
    return text[1:end]
