"""Our own web server, met at its public address over a socket."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select
from werkzeug.serving import make_server

from service.adapters.probes import web as probe
from service.adapters.probes.web import HttpWeb
from service.adapters.sql.tables import METADATA
from service.bootstrap import build
from service.ports.probes import CannotLook, Reply
from service.web.app import create_app
from tests.processes import free_ports
from tests.twins.database import sqlite_database
from tests.twins.far_server import Reply as FarReply
from tests.twins.far_server import answers, far_server, hangs, resets
from tests.twins.webhooks import TOKEN, settings_in

SECOND = "the token that comes after it"


@dataclass
class Served:
    """The real web application at an address of its own."""

    url: str
    engine: Engine

    def rows(self) -> dict[str, int]:
        """How many each table has."""
        with self.engine.connect() as connection:
            return {
                name: connection.scalar(select(func.count()).select_from(table)) or 0
                for name, table in METADATA.tables.items()
            }


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    port = free_ports()
    url = f"http://127.0.0.1:{port}"
    services = build(
        settings_in(tmp_path, sqlite_database(tmp_path), PUBLIC_URL=url, TWILIO_AUTH_TOKEN_2=SECOND)
    )
    server = make_server("127.0.0.1", port, create_app(services), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield Served(url, services.engine)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        services.engine.dispose()


def test_the_web_server_takes_what_either_token_signs_and_nothing_else(served: Served) -> None:
    web = HttpWeb(served.url)
    web.receipt(TOKEN)  # with the first transaction a database is marked with our keys
    before = served.rows()
    assert web.health() == Reply(200, "ok\n")
    assert [web.receipt(token).status for token in (TOKEN, SECOND)] == [204, 204]
    assert [web.receipt(token).status for token in ("a wrong one", None)] == [403, 403]
    assert served.rows() == before


def test_a_redirect_is_told_and_not_followed() -> None:
    with far_server() as far:
        far.reply = lambda handler: handler.answer(308, "")
        assert HttpWeb(far.url).health().status == 308
        assert len(far.seen) == 1


def test_of_a_long_answer_only_the_beginning_is_read() -> None:
    with far_server() as far:
        far.reply = answers(200, "x" * 1_000_000)
        assert len(HttpWeb(far.url).health().body) <= 200


@pytest.mark.parametrize(
    ("reply", "says"), [(hangs, "nothing answers in time"), (resets, "cannot be reached")]
)
def test_no_answer_is_told_and_waited_for_not_long(
    reply: FarReply, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probe, "_SECONDS", (0.3, 0.3))
    with far_server() as far:
        far.reply = reply
        with pytest.raises(CannotLook, match=says) as caught:
            HttpWeb(far.url).receipt(TOKEN)
    assert TOKEN not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("http://127.0.0.1:{}", "cannot be reached"),
        ("http://nobody.invalid:{}", "cannot be reached"),
        ("http://[::bad:{}", "cannot be asked"),
    ],
)
def test_nobody_there_is_told(url: str, says: str) -> None:
    with pytest.raises(CannotLook, match=says):
        HttpWeb(url.format(free_ports())).health()


def test_an_address_without_tls_is_told() -> None:
    with far_server() as far, pytest.raises(CannotLook, match="certificate"):
        HttpWeb(far.url.replace("http:", "https:")).health()
