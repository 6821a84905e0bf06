"""A server on the loopback that answers as it is told, for whoever speaks HTTP to the carrier."""

import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

Reply = Callable[["_Handler"], None]


@dataclass(frozen=True)
class Seen:
    """One request."""

    path: str
    headers: dict[str, str]
    form: dict[str, list[str]]


@dataclass
class FarServer:
    """What it was asked, and how it answers."""

    url: str
    seen: list[Seen] = field(default_factory=list)
    reply: Reply = lambda handler: handler.answer(201, {"sid": "XX1"})
    released: threading.Event = field(default_factory=threading.Event)
    """Set at the end, so that whoever still keeps a client waiting goes home."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    far: FarServer

    def do_POST(self) -> None:
        """Note the request, then do as told."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        form = parse_qs(body, keep_blank_values=True)
        self.far.seen.append(Seen(self.path, dict(self.headers), form))
        self.far.reply(self)

    def answer(self, status: int, payload: object) -> None:
        """JSON, or text as it is."""
        body = (payload if isinstance(payload, str) else json.dumps(payload)).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        """The same."""
        self.do_POST()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def answers(status: int, payload: object) -> Reply:
    """Answer with a status and a body."""
    return lambda handler: handler.answer(status, payload)


def refuses(status: int, code: int) -> Reply:
    """Answer with the carrier's kind of error, which names the number it is about."""
    error = {"code": code, "message": "The number +18025550142 is no good", "status": status}
    return answers(status, error)


def hangs(handler: _Handler) -> None:
    """Take the request and say nothing for long."""
    handler.far.released.wait(20)
    handler.close_connection = True


def resets(handler: _Handler) -> None:
    """Take the request and drop the connection hard."""
    at_once = struct.pack("ii", 1, 0)
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)
    handler.connection.close()
    handler.close_connection = True


@contextmanager
def far_server() -> Iterator[FarServer]:
    """A server on a free port."""
    handler = type("Handler", (_Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    far = FarServer(f"http://127.0.0.1:{server.server_address[1]}")
    handler.far = far  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield far
    finally:
        far.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
