"""The fields of a REST request, read the way Twilio reads them."""

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
        """The form in the request's body; any other body has no fields."""
        return cls(await request.post())

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
        try:
            parts = urlsplit(text)
        except ValueError as error:
            raise RestError(code, text) from error
        if text and not (parts.scheme in ("http", "https") and parts.netloc):
            raise RestError(code, text)
        return text

    def whole(self, name: str, default: int, low: int, high: int) -> int:
        """A whole number within bounds; raises RestError 20001."""
        text = self.text(name, str(default))
        if not (text.isascii() and text.isdecimal() and low <= int(text[:9]) <= high):
            raise RestError(20001)
        return int(text)
