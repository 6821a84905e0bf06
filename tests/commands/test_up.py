"""``patchline up``: which processes it runs, at what time of day, and what it tells the person."""

import importlib.util
import socket
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from service.adapters import rq_queue
from service.adapters.listening import PortTaken
from service.adapters.settings import Settings, load_settings
from service.cli import COMMANDS
from service.commands import installation
from service.commands.installation import programs
from service.commands.run import running_offset, up
from service.commands.welcome import welcome

NIGHT = datetime(2026, 11, 25, 4, 30, tzinfo=UTC)
SaveSettings = Callable[..., Settings]


@pytest.fixture
def settings_of(tmp_path: Path) -> SaveSettings:
    """Settings of a demo, or of an account with a stand-in for Twilio."""

    def load(**environ: str) -> Settings:
        return load_settings(environ, root=tmp_path, port=9000)

    return load


STAND_IN = {
    "TWILIO_ACCOUNT_SID": "AC" + "1" * 32,
    "TWILIO_AUTH_TOKEN": "token",
    "TWILIO_API_URL": "http://127.0.0.1:9",
}


def test_the_demo_runs_five_processes(settings_of: SaveSettings) -> None:
    names = [program.name for program in programs(settings_of(), {}, 0.0).lasting]
    assert names == [
        "The web server",
        "The simulator",
        "The rings worker",
        "The texts worker",
        "The scheduler",
    ]


def test_every_queue_has_a_worker() -> None:
    assert set(installation.QUEUES) == set(rq_queue.QUEUES.values())


def test_with_an_account_nothing_is_simulated(settings_of: SaveSettings) -> None:
    names = [program.name for program in programs(settings_of(**STAND_IN), {}, None).lasting]
    assert "The simulator" not in names


def test_what_takes_work_on_stops_before_what_does_it(settings_of: SaveSettings) -> None:
    stages = [program.stage for program in programs(settings_of(), {}, 0.0).lasting]
    assert stages == sorted(stages)


def test_no_secret_stands_among_the_arguments(settings_of: SaveSettings) -> None:
    settings = settings_of()
    made = programs(settings, {}, 0.0).lasting
    token = settings.twilio_auth_token.reveal()
    assert not [program for program in made if token in " ".join(program.command)]
    assert [program.name for program in made if token in program.environ.values()] == [
        "The simulator"
    ]


def test_the_simulator_knows_the_messaging_service_that_is_set(settings_of: SaveSettings) -> None:
    service = "MG" + "1" * 32
    told = _command_of_simulator(settings_of(TWILIO_MESSAGING_SERVICE_SID=service))
    assert told[told.index("--messaging-service") + 1] == service
    assert "--messaging-service" not in _command_of_simulator(settings_of())


def _command_of_simulator(settings: Settings) -> tuple[str, ...]:
    made = programs(settings, {}, 0.0).front
    return next(program.command for program in made if program.name == "The simulator")


def test_every_process_learns_port_and_clock(settings_of: SaveSettings) -> None:
    made = programs(settings_of(), {"PATH": "/bin"}, -3600.0)
    for program in (made.migration, *made.lasting):
        assert program.environ["PORT"] == "9000"
        assert program.environ["CLOCK_OFFSET"] == "-3600.000"
        assert program.environ["PATH"] == "/bin"


def test_every_process_is_a_module_or_a_command_that_exists(settings_of: SaveSettings) -> None:
    made = programs(settings_of(), {}, 0.0)
    for program in (made.migration, *made.lasting):
        _, _, module, *arguments = program.command
        assert importlib.util.find_spec(module) is not None, module
        assert module != "service" or arguments[0] in COMMANDS


def test_the_demo_sets_its_clock_unless_one_is_set(settings_of: SaveSettings) -> None:
    assert running_offset(settings_of(), NIGHT) == -(12 * 60 + 30) * 60
    assert running_offset(settings_of(CLOCK_OFFSET="0"), NIGHT) == 0
    assert running_offset(settings_of(**STAND_IN), NIGHT) is None


def test_the_welcome_tells_where_to_begin(settings_of: SaveSettings) -> None:
    said = welcome(settings_of(), -(12 * 60 + 30) * 60, NIGHT)
    assert "http://localhost:9000/handset" in said
    assert "+12025550154" in said
    assert "Tuesday 24 November 2026, 11:00 in Washington (set for the demo)" in said


def test_without_a_simulator_no_handset_is_offered(settings_of: SaveSettings) -> None:
    said = welcome(settings_of(**STAND_IN), None, NIGHT)
    assert "handset" not in said
    assert "23:30 in Washington\n" in said


def test_a_taken_port_is_told_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        outcome = CliRunner().invoke(up, ["--port", port])
    assert isinstance(outcome.exception, PortTaken)
    assert not (tmp_path / "var" / "clock-offset").exists()
