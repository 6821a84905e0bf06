"""``patchline migrate``: the database brought up to date."""

import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy.exc import OperationalError

from service.adapters.settings import load_settings
from service.adapters.sql import engine
from service.adapters.sql.cause import may_answer_later
from service.adapters.sql.key_marks import WrongKeys
from service.bootstrap import build
from service.commands import migrate as migrating
from service.commands.migrate import migrate
from service.ports.store import MigrationFailed, NotMigratedYet
from tests.environment import only_settings
from tests.processes import wait_until
from tests.twins.house import HASH_KEY, PHONE_KEY
from tests.twins.knowledge import CAMPAIGNS

NOW = datetime(2026, 11, 24, 16, tzinfo=UTC)


@pytest.fixture
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    only_settings(monkeypatch, {"VAR_DIR": str(tmp_path / "var")}, tmp_path)
    return tmp_path


def test_it_makes_a_private_directory_and_the_database_in_it(directory: Path) -> None:
    for _ in range(2):
        assert CliRunner().invoke(migrate).exit_code == 0
    var = directory / "var"
    assert var.stat().st_mode & 0o777 == 0o700
    assert (var / "patchline.db").stat().st_size > 0


def test_a_database_that_was_filled_under_another_key_is_refused(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert CliRunner().invoke(migrate).exit_code == 0
    monkeypatch.setenv("HASH_KEY", HASH_KEY)
    assert CliRunner().invoke(migrate).exit_code == 0  # nothing was stored under the first one
    monkeypatch.setenv("CAMPAIGNS_DIR", str(CAMPAIGNS))
    build(load_settings()).store.run(lambda tx: tx.supporters.suppress("+18025550142", NOW))
    monkeypatch.setenv("HASH_KEY", PHONE_KEY)
    error = CliRunner().invoke(migrate).exception
    assert isinstance(error, WrongKeys)
    assert "set the HASH_KEY it was filled under" in str(error)


@pytest.mark.parametrize("options", [[], ["--wait"]])
def test_a_database_that_cannot_be_made_is_told(
    directory: Path, monkeypatch: pytest.MonkeyPatch, options: list[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{directory}/no/where.db")
    assert isinstance(CliRunner().invoke(migrate, options).exception, MigrationFailed)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite waits for another writer for no time at all, and the log stays the test's."""
    monkeypatch.setattr(migrating, "configure_logging", lambda *_: None)
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0)
    monkeypatch.setattr(migrating, "_PAUSE_SECONDS", 0.05)


@pytest.mark.usefixtures("impatient")
def test_a_database_that_is_busy_is_waited_for_if_asked(
    directory: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (directory / "var").mkdir(0o700)
    with closing(sqlite3.connect(directory / "var/patchline.db", isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("BEGIN IMMEDIATE")
        assert isinstance(CliRunner().invoke(migrate).exception, NotMigratedYet)
        waiting = threading.Thread(target=lambda: CliRunner().invoke(migrate, ["--wait"]))
        waiting.start()
        wait_until(lambda: "is locked" in caplog.text)
        other.execute("ROLLBACK")
    waiting.join()
    assert caplog.text.count("is locked") == 1
    assert "the database answers, and is up to date" in caplog.text
    assert CliRunner().invoke(migrate).exit_code == 0


@pytest.mark.parametrize(
    ("said", "later"),
    [
        ("connection refused", True),
        ("the database system is starting up", True),
        ("connection timeout expired", True),
        ("could not translate host name", True),
        ("database or disk is full", True),
        ('FATAL: password authentication failed for user "x"', False),
        ('FATAL: database "x" does not exist', False),
        ("no pg_hba.conf entry for host", False),
    ],
)
def test_a_url_that_leads_nowhere_is_not_waited_for(said: str, later: bool) -> None:
    assert may_answer_later(OperationalError("", {}, Exception(said))) is later


def test_a_file_that_cannot_be_opened_is_not_waited_for(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError) as raised:
        sqlite3.connect(tmp_path / "nowhere" / "patchline.db")
    assert not may_answer_later(OperationalError("", {}, raised.value))
