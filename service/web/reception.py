"""Between the web server and the application: a request goes in once all of it has come.

The application answers in one of a few threads. None of them may wait for a body: whoever keeps a
body back would hold a thread, and a handful of such connections all of them. So bodies are awaited
here, where waiting costs nothing, and for so long only.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any, Protocol
from wsgiref.types import WSGIApplication

from granian.rsgi import Scope

from service.adapters.signature import SIGNATURE_HEADER, looks_signed
from service.web.gate import LARGEST_BODY

THREADS = 8
BODY_SECONDS = 5.0
"""A webhook of a few kilobytes comes at once, its body with its head; on a bad line a bit later.
The carrier waits six seconds for an answer."""

_PLAIN = [("Content-Type", "text/plain; charset=utf-8"), ("X-Content-Type-Options", "nosniff")]
_TOO_MUCH = (413, _PLAIN, b"413 Request Entity Too Large\n")
_TOO_LATE = (408, _PLAIN, b"408 Request Timeout\n")
_COMMON: dict[str, Any] = {
    "SCRIPT_NAME": "",
    "wsgi.version": (1, 0),
    "wsgi.errors": sys.stderr,
    "wsgi.multithread": True,
    "wsgi.multiprocess": False,
    "wsgi.run_once": False,
    "wsgi.input_terminated": True,
}

Answer = tuple[int, list[tuple[str, str]], bytes]
"""Status, headers and body."""


class Exchange(Protocol):
    """One request and its answer, as the server hands them over."""

    def __aiter__(self) -> AsyncIterator[bytes]:
        """The body, part after part."""
        ...

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        """Answer."""
        ...


class TooMuch(Exception):
    """A body is larger than any that is read."""


class Reception:
    """An RSGI application around a WSGI application."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="web")

    async def __rsgi__(self, scope: Scope, exchange: Exchange) -> None:
        """Answer one request."""
        exchange.response_bytes(*await self._answer(scope, exchange))

    async def _answer(self, scope: Scope, exchange: Exchange) -> Answer:
        try:
            body = await _body(scope, exchange)
        except TooMuch:
            return _TOO_MUCH
        except TimeoutError:
            return _TOO_LATE
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._ask, _environ(scope, body))

    def _ask(self, environ: dict[str, Any]) -> Answer:
        """What the application answers, all of it."""
        begun: list[tuple[int, list[tuple[str, str]]]] = []

        def start(status: str, headers: list[tuple[str, str]], _fault: object = None) -> Any:
            begun.append((int(status.split(" ", 1)[0]), headers))

        parts = self._app(environ, start)
        try:
            content = b"".join(parts)
        finally:
            if hasattr(parts, "close"):
                parts.close()
        return *begun[-1], content


async def _body(scope: Scope, exchange: Exchange) -> bytes:
    """The body, unread of a request that bears no signature: nothing else of ours has one.

    Raises TooMuch, and TimeoutError for one that does not come.
    """
    headers = scope.headers
    if not looks_signed(headers.get(SIGNATURE_HEADER, "")):
        return b""
    told = headers.get("content-length", "")
    if told.isdecimal() and int(told[:12]) > LARGEST_BODY:
        raise TooMuch
    parts, size = [], 0
    async with asyncio.timeout(BODY_SECONDS):
        async for part in exchange:
            parts.append(part)
            size += len(part)
            if size > LARGEST_BODY:
                raise TooMuch
    return b"".join(parts)


def _environ(scope: Scope, body: bytes) -> dict[str, Any]:
    """The request as WSGI tells it."""
    host, _, port = scope.server.rpartition(":")
    environ = _COMMON | {
        "REQUEST_METHOD": scope.method,
        "PATH_INFO": _bytewise(scope.path),
        "QUERY_STRING": _bytewise(scope.query_string),
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0],
        "HTTP_HOST": scope.authority or "",
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": BytesIO(body),
    }
    for name, value in scope.headers.items():
        environ[f"HTTP_{name.upper().replace('-', '_')}"] = value
    environ["CONTENT_TYPE"] = environ.pop("HTTP_CONTENT_TYPE", "")
    environ["CONTENT_LENGTH"] = str(len(body))
    environ.pop("HTTP_CONTENT_LENGTH", None)
    return environ


def _bytewise(text: str) -> str:
    """Each byte of its UTF-8 as one character, as WSGI has it."""
    return text.encode().decode("latin-1")
