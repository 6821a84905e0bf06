"""``patchline inbox``: texts that wait for a person."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from service.commands.inbox import inbox
from tests.commands.stored import Stored


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stored:
    return Stored.make(tmp_path, monkeypatch)


def test_an_empty_inbox_says_so(stored: Stored) -> None:
    assert CliRunner().invoke(inbox).output == "The inbox is empty.\n"
    done = CliRunner().invoke(inbox, ["--json"])
    assert json.loads(done.stdout) == {"texts": []}


def test_texts_are_shown_newest_first_with_a_masked_number(stored: Stored) -> None:
    stored.text("first question")
    stored.text("second question", "+15125550177")
    stored.text("S54")
    texts = json.loads(CliRunner().invoke(inbox, ["--json"]).stdout)["texts"]
    assert [(one["body"], one["masked_sender"]) for one in texts] == [
        ("second question", "+1•••••••177"),
        ("first question", "+1•••••••142"),
    ]
    assert texts[0]["language"] == "en"


def test_no_text_steers_the_terminal(stored: Stored) -> None:
    stored.text("red\x1b[31m alert\x07\nnext ‮line")
    shown = CliRunner().invoke(inbox).output
    assert "red [31m alert  next  line" in shown
    assert not {"\x1b", "\x07", "‮"} & set(shown)
    assert "[1 attachments]" in shown


@pytest.mark.parametrize("body", ["", " \n", "\u200b"])
def test_a_text_without_words_is_told_to_be_empty(stored: Stored, body: str) -> None:
    stored.text(body)
    assert CliRunner().invoke(inbox).output.endswith("\n  (empty)\n")


def test_no_more_are_shown_than_asked_for(stored: Stored) -> None:
    for number in range(4):
        stored.text(f"question {'?' * number}x{number}")
    shown = json.loads(CliRunner().invoke(inbox, ["--json", "--limit", "2"]).stdout)["texts"]
    assert len(shown) == 2
    assert CliRunner().invoke(inbox, ["--limit", "0"]).exit_code == 2
