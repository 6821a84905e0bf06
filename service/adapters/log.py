"""Logging of every process: to standard error, as text or as one JSON object a line."""

import json
import logging
from collections.abc import Iterable
from datetime import UTC, datetime

from service.adapters.redaction import Redaction
from service.adapters.secret import Secret

_QUIET = {
    # They log bodies, URLs or every request, at levels that are ours to use.
    "twilio": "WARNING",
    "urllib3": "WARNING",
    "aiohttp.access": "WARNING",
    "werkzeug": "WARNING",
    "_granian": "WARNING",
    "granian": "WARNING",
    "granian.access": "WARNING",
    "rq": "WARNING",
    "alembic": "WARNING",
    "sqlalchemy.engine": "WARNING",
    "asyncio": "WARNING",
}


class TextLines(logging.Formatter):
    """``12:00:00 INFO name: message``, then the traceback if there is one; redacted as a whole."""

    def __init__(self, redact: Redaction) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s", "%H:%M:%S")
        self._redact = redact

    def format(self, record: logging.LogRecord) -> str:
        """The finished lines."""
        return self._redact(super().format(record))


class JsonLines(logging.Formatter):
    """One JSON object a line: ``time``, ``level``, ``logger``, ``message``, ``exception``."""

    def __init__(self, redact: Redaction) -> None:
        super().__init__()
        self._redact = redact

    def format(self, record: logging.LogRecord) -> str:
        """The finished line."""
        entry = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": self._redact(record.getMessage()),
        }
        if record.exc_info:
            entry["exception"] = self._redact(self.formatException(record.exc_info))
        return json.dumps(entry, ensure_ascii=False)


def configure_logging(level: str, form: str, secrets: Iterable[Secret] = ()) -> None:
    """Set up the whole process's logging: ``form`` is ``text`` or ``json``.

    Whatever a message, its arguments or an exception hold, phone numbers are masked and the
    secrets given are hidden. Safe to call again.
    """
    handler = logging.StreamHandler()
    redact = Redaction(secrets)
    handler.setFormatter(JsonLines(redact) if form == "json" else TextLines(redact))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name, least in _QUIET.items():
        _tame(name, least)


def _tame(name: str, least: str) -> None:
    """Have a library's loggers speak from one level on, and through our handler only."""
    known = [one for one in logging.root.manager.loggerDict if one.startswith(f"{name}.")]
    for one in (name, *known):
        logger = logging.getLogger(one)
        logger.setLevel(logging.NOTSET)
        # A handler of the library's own would bypass the redaction.
        logger.handlers.clear()
        logger.propagate = True
    logging.getLogger(name).setLevel(least)
