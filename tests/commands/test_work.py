"""``patchline work``: which process takes its place."""

import os
import sys

import pytest
from click.testing import CliRunner

from service.commands.work import work


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Command lines that took the place of this one."""
    lines: list[list[str]] = []
    monkeypatch.setattr(os, "execv", lambda _program, line: lines.append(line))
    return lines


@pytest.mark.parametrize(
    ("asked", "module"),
    [
        (["rings"], ["workers.worker", "rings"]),
        (["rings", "texts"], ["workers.worker", "rings", "texts"]),
        (["scheduler"], ["workers.scheduler"]),
    ],
)
def test_it_becomes_the_process_that_was_asked_for(
    started: list[list[str]], asked: list[str], module: list[str]
) -> None:
    assert CliRunner().invoke(work, asked).exit_code == 0
    assert started == [[sys.executable, "-m", *module]]


@pytest.mark.parametrize("asked", [[], ["dreams"], ["rings", "scheduler"], [""]])
def test_anything_else_is_wrong_usage(started: list[list[str]], asked: list[str]) -> None:
    assert CliRunner().invoke(work, asked).exit_code == 2
    assert started == []
