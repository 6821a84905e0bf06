"""The containers run commands that exist, with what an image needs and no secret in it."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import make_url

from service.adapters.heartbeat import SIGN_OF_LIFE
from service.adapters.settings import SETTING_NAMES
from service.adapters.settings_check import database
from service.cli import COMMANDS
from service.commands.installation import QUEUES

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def services() -> dict[str, dict[str, Any]]:
    loaded = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    made: dict[str, dict[str, Any]] = loaded["services"]
    return made


@pytest.fixture(scope="module")
def ours(services: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {name: one for name, one in services.items() if one.get("image") == "patchline"}


def test_every_process_of_an_installation_has_a_container(
    services: dict[str, dict[str, Any]],
) -> None:
    assert set(services) == {"migrate", "web", "scheduler", "postgres", "valkey", *QUEUES}


def test_every_command_is_one_that_exists(ours: dict[str, dict[str, Any]]) -> None:
    for name, one in ours.items():
        assert "entrypoint" not in one, name
        assert one["command"][0] in COMMANDS, name


def test_callers_wait_for_no_other_container(ours: dict[str, dict[str, Any]]) -> None:
    assert "depends_on" not in ours["web"]
    assert "--early" in ours["web"]["command"]
    assert "--wait" in ours["migrate"]["command"]


def test_each_queue_has_a_worker_of_its_own(ours: dict[str, dict[str, Any]]) -> None:
    worked = [one["command"][1] for one in ours.values() if one.get("command", [""])[0] == "work"]
    assert worked == [*QUEUES, "scheduler"]


def test_the_scheduler_is_asked_for_the_sign_of_life_that_it_gives(
    ours: dict[str, dict[str, Any]],
) -> None:
    asked = " ".join(ours["scheduler"]["healthcheck"]["test"])
    assert f'exists("{SIGN_OF_LIFE}")' in asked


def test_no_container_has_more_rights_than_it_needs(services: dict[str, dict[str, Any]]) -> None:
    for name, one in services.items():
        assert one["read_only"] is True, name
        assert one["cap_drop"] == ["ALL"], name
        assert one["security_opt"] == ["no-new-privileges:true"], name
        assert not one.get("privileged"), name


def test_what_is_written_outlives_its_container() -> None:
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    mounted = [volume for one in compose["services"].values() for volume in one["volumes"]]
    assert {volume.partition(":")[0] for volume in mounted} == set(compose["volumes"])


def test_only_this_machine_reaches_the_web_server(ours: dict[str, dict[str, Any]]) -> None:
    published = [port for one in ours.values() for port in one.get("ports", [])]
    assert published == ["127.0.0.1:8000:8000"]


def test_only_settings_are_passed_and_no_secret(ours: dict[str, dict[str, Any]]) -> None:
    for one in ours.values():
        assert set(one["environment"]) <= set(SETTING_NAMES)
        assert not [name for name in one["environment"] if name.endswith(("KEY", "TOKEN"))]
        assert one["env_file"] == ".env"


def test_who_works_on_rows_waits_for_the_database_and_the_broker(
    ours: dict[str, dict[str, Any]],
) -> None:
    waiting = [ours[name]["depends_on"] for name in (*QUEUES, "scheduler")]
    assert all(set(one) == {"migrate", "valkey"} for one in waiting)
    assert waiting[0]["migrate"] == {"condition": "service_completed_successfully"}


def test_everyone_uses_the_database_whose_password_stands_outside(
    services: dict[str, dict[str, Any]], ours: dict[str, dict[str, Any]]
) -> None:
    (url,) = {one["environment"]["DATABASE_URL"] for one in ours.values()}
    made = services["postgres"]["environment"]
    assert made["POSTGRES_PASSWORD"] == "${DATABASE_PASSWORD:?set it in .env}"
    read = make_url(database(url.replace(made["POSTGRES_PASSWORD"], "hunter2")))
    assert (read.username, read.password) == (made["POSTGRES_USER"], "hunter2")
    assert (read.host, read.database) == ("postgres", made["POSTGRES_DB"])


def test_the_broker_keeps_what_it_is_given(services: dict[str, dict[str, Any]]) -> None:
    command = " ".join(services["valkey"]["command"])
    assert "--appendonly yes" in command
    assert "--maxmemory-policy noeviction" in command


def test_the_image_holds_only_what_is_let_into_it() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    copied = re.findall(r"^COPY (.+) \S+$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    assert ignored[0] == "*"
    assert {name for line in copied for name in line.split()} == {
        name[1:] for name in ignored if name.startswith("!")
    }


def test_the_image_does_not_run_as_root() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    assert lines.index("USER patchline") < lines.index('ENTRYPOINT ["patchline"]')


def test_the_constraints_name_no_host_and_pin_every_dependency() -> None:
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    pins = [line for line in text.splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z0-9-]+==[\w.]+", pin) for pin in pins)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.split(r"[^\w-]", one, maxsplit=1)[0].lower() for one in wanted}
    assert names <= {pin.partition("==")[0] for pin in pins}
