"""``patchline supporters forget``: what FORGET does, at an operator's hand."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from service.commands.supporters import supporters
from service.ports.store import StoreDown
from tests.commands.stored import Stored


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stored:
    return Stored.make(tmp_path, monkeypatch)


def test_a_known_person_is_forgotten_once(stored: Stored) -> None:
    stored.text("S54 05401")
    for known in (True, False):
        done = CliRunner().invoke(supporters, ["forget", "(802) 555-0142", "--json"])
        assert (done.exit_code, json.loads(done.stdout)) == (0, {"forgotten": known})
    assert stored.services.store.run(lambda tx: tx.supporters.find("+18025550142")) is None


def test_the_answer_masks_the_number(stored: Stored) -> None:
    stored.text("S54 05401")
    done = CliRunner().invoke(supporters, ["forget", "+18025550142"])
    assert done.output == "+1•••••••142 is forgotten.\n"
    again = CliRunner().invoke(supporters, ["forget", "+18025550142"])
    assert again.output == "Nobody with +1•••••••142 is known.\n"


def test_a_stop_outlives_it(stored: Stored) -> None:
    stored.text("opt out")
    CliRunner().invoke(supporters, ["forget", "8025550142"])
    assert stored.services.store.run(lambda tx: tx.supporters.suppressed("+18025550142"))


@pytest.mark.parametrize("phone", ["", "nobody", "12", "+266696687"])
def test_what_is_no_number_is_wrong_usage(stored: Stored, phone: str) -> None:
    done = CliRunner().invoke(supporters, ["forget", phone])
    assert done.exit_code == 2
    assert "write it as +18025550142" in done.output


def test_a_database_that_is_down_is_told(stored: Stored, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:////nowhere/at/all.db")
    done = CliRunner().invoke(supporters, ["forget", "+18025550142"])
    assert isinstance(done.exception, StoreDown)


def test_texts_stay_as_empty_rows(stored: Stored) -> None:
    stored.text("hello, who is this?")
    CliRunner().invoke(supporters, ["forget", "+18025550142"])
    assert stored.services.store.run(lambda tx: tx.texts.inbox(10)) == []
    assert stored.text("hello, who is this?") is None
