"""``patchline migrate``: the database brought up to date."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from service.adapters.settings import load_settings
from service.adapters.sql.key_marks import WrongKeys
from service.bootstrap import build
from service.commands.migrate import migrate
from service.ports.store import MigrationFailed
from tests.environment import only_settings
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


def test_a_database_that_cannot_be_made_is_told(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{directory}/no/where.db")
    assert isinstance(CliRunner().invoke(migrate).exception, MigrationFailed)
