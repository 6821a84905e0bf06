"""A real Valkey of a test's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from service.adapters.valkey_server import ValkeyServer


@contextmanager
def valkey(directory: Path) -> Iterator[str]:
    """The URL of an empty server that ends with the block."""
    server = ValkeyServer(directory / "var")
    try:
        yield server.start()
    finally:
        server.stop()
