"""A port that is taken is told before anything starts; readiness is what /readyz says."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from service.adapters.listening import PortTaken, reachable, require_free, unready_reason


@contextmanager
def web(status: int, said: str) -> Iterator[int]:
    """A server that answers every GET alike; gives its port."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/readyz" else 404)
            self.end_headers()
            self.wfile.write(said.encode())

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,)).start()
        yield server.server_port
        server.shutdown()


def test_a_port_that_is_taken_is_told_with_the_cure() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken, match=rf"Port {port}, wanted for the simulator.*--port"):
            require_free("127.0.0.1", port, "the simulator")


def test_a_port_is_free_again_once_its_server_is_gone() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)), server.accept()[0]:
            pass
    require_free("127.0.0.1", port, "the web server")


@pytest.mark.parametrize(
    ("host", "reached"),
    [("0.0.0.0", "127.0.0.1"), ("::", "::1"), ("127.0.0.1", "127.0.0.1"), ("10.0.0.5", "10.0.0.5")],
)
def test_a_server_that_listens_everywhere_is_reached_here(host: str, reached: str) -> None:
    assert reachable(host) == reached


def test_a_ready_server_has_no_reason_to_wait() -> None:
    with web(200, "ok") as port:
        assert unready_reason("127.0.0.1", port) is None


def test_a_server_that_is_not_ready_says_what_is_missing() -> None:
    with web(503, "redis: no answer\n") as port:
        assert unready_reason("127.0.0.1", port) == "redis: no answer"


def test_a_server_that_is_not_there_is_waited_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert unready_reason("127.0.0.1", port) == "the web server does not answer yet"
