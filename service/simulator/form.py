"""The fields of a REST request, read the way Twilio reads them."""

from collections.abc import Collection
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web
from multidict import MultiDict, MultiDictProxy

from service.simulator.numbers import NotANumber, parse_number
from service.simulator.rest_error import RestError


class Form:
    """Form fields by name; a missing one reads as empty."""

    def __init__(self, fields: "MultiDictProxy[Any]") -> None:
        self._fields = MultiDict((name, str(value)) for name, value in fields.items())

    @classmethod
    async def of(cls, request: web.Request) -> "Form":
        """The form in the request's body; any other body has no fields.

        Raises RestError 20001 for a form that cannot be read.
        """
        try:
            return cls(await request.post())
        except (ValueError, LookupError, web.RequestPayloadError) as error:
            raise RestError(20001) from error

    def __contains__(self, name: str) -> bool:
        return name in self._fields

    def unknown(self, known: Collection[str]) -> list[str]:
        """The names, each once, that are none of the known ones."""
        return sorted({name for name in self._fields if name not in known})

    def text(self, name: str, default: str = "") -> str:
        """One field."""
        return self._fields.get(name, default)

    def all(self, name: str) -> list[str]:
        """Every value of a repeated field."""
        return self._fields.getall(name, [])

    def number(self, name: str, code: int) -> str:
        """A phone number in E.164; raises RestError ``code`` for anything else."""
        try:
            return parse_number(self.text(name))
        except NotANumber as error:
            raise RestError(code, self.text(name)) from error

    def url(self, name: str, code: int) -> str:
        """An absolute http URL, or empty; raises RestError ``code`` for anything else."""
        text = self.text(name)
        if text:
            self.require_url(text, code)
        return text

    @staticmethod
    def require_url(text: str, code: int) -> None:
        """Raises RestError ``code`` for anything but an absolute http URL."""
        try:
            parts = urlsplit(text)
            sound = parts.scheme in ("http", "https") and bool(parts.hostname)
        except ValueError as error:
            raise RestError(code, text) from error
        if not sound:
            raise RestError(code, text)

    def choice(self, name: str, choices: Collection[str], code: int, default: str = "") -> str:
        """One of some words, or the default if it is missing; raises RestError ``code``."""
        text = self.text(name) or default
        if text != default and text not in choices:
            raise RestError(code, name)
        return text

    def whole(self, name: str, default: int, low: int, high: int) -> int:
        """A whole number within bounds; raises RestError 20001."""
        text = self.text(name) or str(default)
        if not (text.isascii() and text.isdecimal() and len(text) < 10):
            raise RestError(20001)
        if not low <= int(text) <= high:
            raise RestError(20001)
        return int(text)
