"""The list of stops outside the database: the file and the twin keep the same."""

from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from service.adapters.suppression_file import ListNotWritten, SuppressionFile
from service.adapters.vault import Vault
from service.domain.suppression import Suppression
from service.ports.suppressions import ListUnreadable, SuppressionList
from tests.twins.house import HASH_KEY, PHONE_KEY, VERMONTER
from tests.twins.suppressions import SuppressionListTwin

NOW = datetime(2026, 12, 1, 16, tzinfo=UTC)
VAULT = Vault(PHONE_KEY, HASH_KEY)
OTHER = Vault(PHONE_KEY, urlsafe_b64encode(b"another key of thirty-two bytes.").decode())
STOPS = {
    VAULT.digest(VERMONTER.e164): Suppression(NOW, True),
    b"\n" * 32: Suppression(NOW, False, NOW + timedelta(days=1)),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "var" / "suppressions"


@pytest.fixture(params=["file", "twin"])
def kept(request: pytest.FixtureRequest, path: Path) -> SuppressionList:
    return SuppressionFile(path, VAULT) if request.param == "file" else SuppressionListTwin()


def test_what_was_kept_last_is_read_again(kept: SuppressionList) -> None:
    assert kept.read() == {}
    for stops in (STOPS, {}, STOPS):
        kept.keep(stops)
        assert kept.read() == stops


def test_what_is_set_aside_is_read_no_more(kept: SuppressionList) -> None:
    for _ in range(2):
        kept.keep(STOPS)
        kept.set_aside()
        assert kept.read() == {}


def test_no_file_that_was_set_aside_is_lost(path: Path) -> None:
    file = SuppressionFile(path, VAULT)
    for _ in range(3):
        file.keep(STOPS)
        file.set_aside()
    assert file.damaged() == [f"suppressions.unreadable-{number}" for number in (1, 2, 3)]


def test_only_its_owner_may_read_it_and_it_holds_no_number(path: Path) -> None:
    SuppressionFile(path, VAULT).keep(STOPS)
    assert path.stat().st_mode & 0o777 == 0o600
    assert "8025550142" not in path.read_text()
    assert {one.name for one in path.parent.iterdir()} == {"suppressions", "suppressions.lock"}


@pytest.mark.parametrize("place", [0, 30, 64, 80, -2])
def test_a_list_that_was_altered_is_told(path: Path, place: int) -> None:
    SuppressionFile(path, VAULT).keep(STOPS)
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)
    with pytest.raises(ListUnreadable, match="bring back a copy"):
        SuppressionFile(path, VAULT).read()


def test_a_list_of_another_key_is_told(path: Path) -> None:
    SuppressionFile(path, OTHER).keep(STOPS)
    with pytest.raises(ListUnreadable, match="another HASH_KEY"):
        SuppressionFile(path, VAULT).read()


def test_a_disk_that_does_not_take_it_is_told_and_leaves_the_old_one(path: Path) -> None:
    file = SuppressionFile(path, VAULT)
    file.keep(STOPS)
    blocked = SuppressionFile(path / "below a file", VAULT)
    with pytest.raises(ListNotWritten, match="free some disk"):
        blocked.keep({})
    with pytest.raises(ListNotWritten, match="move it elsewhere"):
        blocked.set_aside()
    assert file.read() == STOPS
