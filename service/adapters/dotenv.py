"""The ``.env`` file: ``NAME=value`` lines, as shells and Docker Compose read them."""

import re
from pathlib import Path

from service.domain.errors import PatchlineError

_LINE = re.compile(r"(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)")
_COMMENT = re.compile(r"(?:^|\s)#.*$")


class DotenvFault(PatchlineError):
    """The ``.env`` file cannot be read; says the line, never what stands in it."""


def read_dotenv(path: Path) -> dict[str, str]:
    """The settings in a ``.env`` file, empty if there is no such file.

    Comments start with ``#``; a value may stand in single or double quotes, and is taken as it
    is: nothing is expanded. Raises DotenvFault for a line that is no setting.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise DotenvFault(f"{path.name} cannot be read: save it as UTF-8 text, readable") from error
    return dict(_setting(line, number) for number, line in enumerate(lines, 1) if _says(line))


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
