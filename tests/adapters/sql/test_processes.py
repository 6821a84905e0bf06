"""What can be seen of an installation that is running."""

from pathlib import Path

import pytest

from service.adapters.probes.processes import running_processes
from service.adapters.sql.engine import open_engine
from tests.processes import free_ports
from tests.twins.house import House
from tests.twins.webhooks import settings_in


@pytest.fixture
def port() -> str:
    return str(free_ports())


def test_a_server_tells_who_else_is_connected(house: House, port: str, tmp_path: Path) -> None:
    if house.engine.dialect.name != "postgresql":
        pytest.skip("only a server knows who is connected")
    settings, ours = settings_in(tmp_path, house.url, PORT=port), open_engine(house.url)
    house.engine.dispose()
    assert running_processes(settings, ours) == ()
    with house.engine.connect():
        assert running_processes(settings, ours) == ("1 connections to the database",)
    ours.dispose()


def test_nothing_is_seen_where_nothing_runs(house: House, port: str, tmp_path: Path) -> None:
    house.engine.dispose()
    assert running_processes(settings_in(tmp_path, house.url, PORT=port), house.engine) == ()


def test_a_database_that_does_not_answer_tells_of_nobody(port: str, tmp_path: Path) -> None:
    url = "postgresql+psycopg://somebody@127.0.0.1:1/nothing"
    assert running_processes(settings_in(tmp_path, url, PORT=port), open_engine(url)) == ()
