"""``patchline inbox``: texts that wait for a person."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from service.commands.inbox import inbox
from service.ports.store import Transaction
from service.usecases.decide_doubt import NothingToDecide
from tests.commands.stored import Stored


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stored:
    return Stored.make(tmp_path, monkeypatch)


def test_an_empty_inbox_says_so(stored: Stored) -> None:
    assert CliRunner().invoke(inbox).output == "The inbox is empty.\n"
    done = CliRunner().invoke(inbox, ["--json"])
    assert json.loads(done.stdout) == {"texts": [], "unreachable": []}


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


def test_what_may_be_a_stop_comes_first_and_says_how_to_decide(stored: Stored) -> None:
    stored.text("enough already")
    stored.text("a question, later", "+15125550177")
    stored.text("wrong number", "+15125550178")
    shown = CliRunner().invoke(inbox).output
    assert shown.index("enough already") < shown.index("wrong number") < shown.index("a question")
    assert "(perhaps a stop)  1: please decide" in shown
    assert "(wrong number)" in shown
    assert shown.endswith("patchline inbox review\n")
    texts = json.loads(CliRunner().invoke(inbox, ["--json"]).stdout)["texts"]
    assert [(one["kind"], one["undecided"]) for one in texts] == [
        ("doubt", True), ("wrong_number", False), ("other", False),
    ]  # fmt: skip
    assert texts[0]["id"] == 1


def stopped(stored: Stored, number: str = "+18025550142") -> bool:
    return stored.services.store.run(lambda tx: tx.supporters.suppressed(number))


def held(stored: Stored, number: str = "+18025550142") -> bool:
    supporter = stored.services.store.run(lambda tx: tx.supporters.find(number))
    return supporter is not None and supporter.held_at is not None


def test_one_key_decides_and_the_next_text_follows(stored: Stored) -> None:
    numbers = [f"+1512555017{digit}" for digit in range(4)]
    for number in numbers:
        stored.text("enough already", number)
    done = CliRunner().invoke(inbox, ["review"], input="ksxnq")
    assert done.exit_code == 0
    assert done.output.count("enough already") == 4
    assert done.output.endswith("Until later.\n")
    assert [held(stored, one) for one in reversed(numbers)] == [False, False, True, True]
    assert [stopped(stored, one) for one in reversed(numbers)] == [False, True, False, False]


def test_a_review_ends_when_all_is_decided(stored: Stored) -> None:
    stored.text("enough already")
    stored.text("not interested")
    done = CliRunner().invoke(inbox, ["review", "--as", "ana@example.org"], input="s")
    assert done.output.endswith("Nothing more to decide.\n")
    assert stopped(stored)
    (event,) = stored.services.store.run(lambda tx: tx.consents.of("+18025550142"))
    assert event.by == "ana@example.org"


@pytest.mark.parametrize("keys", ["", "q", "xyz"])
def test_without_a_decision_everything_stays_as_it_is(stored: Stored, keys: str) -> None:
    stored.text("enough already")
    assert CliRunner().invoke(inbox, ["review"], input=keys).exit_code == 0
    assert held(stored)


def test_a_text_that_was_decided_meanwhile_is_passed(
    stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored.text("enough already")

    def pressed_late() -> str:
        stored.text("STOP")
        return "k"

    monkeypatch.setattr("click.getchar", pressed_late)
    done = CliRunner().invoke(inbox, ["review"])
    assert "It has been decided meanwhile." in done.output
    assert stopped(stored)


def test_a_review_without_a_terminal_names_the_command_that_needs_none(
    stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_terminal() -> str:
        raise OSError("no such device")

    stored.text("enough already")
    monkeypatch.setattr("click.getchar", no_terminal)
    done = CliRunner().invoke(inbox, ["review"])
    assert done.exit_code == 2
    assert "patchline inbox decide ID stop|keep" in done.output


@pytest.mark.parametrize(("decision", "is_stopped"), [("stop", True), ("keep", False)])
def test_a_decision_needs_no_terminal(stored: Stored, decision: str, is_stopped: bool) -> None:
    stored.text("enough already")
    done = CliRunner().invoke(inbox, ["decide", "1", decision])
    assert done.output == f"Text 1: {decision}.\n"
    assert (stopped(stored), held(stored)) == (is_stopped, False)
    again = CliRunner().invoke(inbox, ["decide", "1", decision])
    assert isinstance(again.exception, NothingToDecide)


@pytest.mark.parametrize("arguments", [["decide"], ["decide", "1"], ["decide", "x", "stop"],
                                       ["decide", "1", "maybe"], ["perhaps"]])  # fmt: skip
def test_what_is_no_decision_is_wrong_usage(stored: Stored, arguments: list[str]) -> None:
    assert CliRunner().invoke(inbox, arguments).exit_code == 2


def test_numbers_that_take_no_texts_are_shown_masked(stored: Stored) -> None:
    stored.text("S54 05401")
    when = datetime(2026, 12, 1, 16, 0, tzinfo=UTC)

    def is_unusable(tx: Transaction) -> None:
        person = tx.supporters.find("+18025550142")
        assert person
        tx.supporters.mark(replace(person, unreachable=3, unusable_at=when))

    stored.services.store.run(is_unusable)
    shown = CliRunner().invoke(inbox).output
    assert "2026-12-01 16:00 UTC  +1•••••••142 takes no texts" in shown
    assert json.loads(CliRunner().invoke(inbox, ["--json"]).stdout)["unreachable"] == [
        {"masked": "+1•••••••142", "since": "2026-12-01 16:00:00+00:00"}
    ]
