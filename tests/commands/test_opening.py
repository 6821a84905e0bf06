"""Callers are served first; who needs the database follows once it is up to date."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from service.adapters.child import Program
from service.adapters.guardian import Guardian
from service.adapters.supervisor import Supervisor
from service.commands import opening as module
from service.commands.installation import Programs
from service.commands.opening import Opening
from tests.processes import wait_until

Open = Callable[[], None]


def program(name: str, script: str, *, once: bool = False) -> Program:
    return Program(name, ("sh", "-c", script), os.environ, once=once)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """Opens an installation whose migration lasts until the file "migrated" is there."""
    lasting = "touch {name}; exec sleep 60"
    programs = Programs(
        program("migration", f"until [ -e {tmp_path}/migrated ]; do sleep 0.05; done", once=True),
        (program("front", lasting.format(name=tmp_path / "front")),),
        (program("back", lasting.format(name=tmp_path / "back")),),
    )
    with closing(Guardian()) as guardian:
        supervisor = Supervisor((), guardian)
        thread = threading.Thread(target=lambda: supervisor.run(Opening(programs, supervisor).tick))
        yield thread.start
        supervisor.stop()
        thread.join()


def test_once_the_database_is_up_to_date_all_are_started(opened: Open, tmp_path: Path) -> None:
    (tmp_path / "migrated").touch()
    opened()
    wait_until(lambda: (tmp_path / "front").exists() and (tmp_path / "back").exists())


def test_a_database_that_is_away_keeps_no_caller_waiting(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "HEAD_START_SECONDS", 0.2)
    opened()
    wait_until(lambda: (tmp_path / "front").exists())
    assert not (tmp_path / "back").exists()
    (tmp_path / "migrated").touch()
    wait_until(lambda: (tmp_path / "back").exists())
