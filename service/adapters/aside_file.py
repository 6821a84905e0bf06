"""The numbers that are not dialed, as a JSON list below ``VAR_DIR``."""

import json
import logging
import os
from pathlib import Path

_log = logging.getLogger(__name__)


class AsideFile:
    """Implements ``ports.set_aside.AsideCopy``."""

    def __init__(self, path: Path) -> None:
        """Made with the first number."""
        self._path = path

    def read(self) -> frozenset[str]:
        """The numbers kept last."""
        try:
            numbers = json.loads(self._path.read_bytes())
            return frozenset(number for number in numbers if isinstance(number, str))
        except FileNotFoundError:
            return frozenset()
        except (OSError, ValueError, TypeError) as error:
            _log.warning("%s is not used until the database is there: %s", self._path, error)
            return frozenset()

    def keep(self, numbers: frozenset[str]) -> None:
        """Replace the file in one step; a disk that takes nothing costs a warning."""
        partial = self._path.with_suffix(f".{os.getpid()}.part")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            partial.write_text(json.dumps(sorted(numbers)), encoding="utf-8")
            partial.replace(self._path)
        except OSError as error:
            _log.warning(
                "the numbers that are set aside are not kept in %s (%s): a process that starts "
                "without the database dials them; make VAR_DIR a directory that can be written",
                self._path,
                error.strerror,
            )
