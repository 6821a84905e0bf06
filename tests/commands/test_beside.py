"""Looking after something beside whatever else goes on."""

import threading

import pytest

from service.commands import beside as module
from service.commands.beside import beside
from tests.processes import wait_until


def test_it_looks_again_and_again_until_the_block_ends() -> None:
    looks: list[None] = []

    def look() -> float:
        looks.append(None)
        return 0.01

    with beside(look):
        wait_until(lambda: len(looks) > 3)
    seen = len(looks)
    assert threading.active_count() == 1 or seen == len(looks)


def test_the_last_look_says_so() -> None:
    looks: list[None] = []
    with beside(lambda: looks.append(None)):
        wait_until(lambda: bool(looks))
    assert len(looks) == 1


def test_a_look_that_takes_long_keeps_nobody_waiting() -> None:
    reached, go_on = threading.Event(), threading.Event()

    def look() -> None:
        reached.set()
        go_on.wait(10)

    with beside(look):
        assert reached.wait(10)
        go_on.set()


def test_a_look_that_fails_is_told_and_is_not_the_last(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "_PAUSE_AFTER_A_FAILURE", 0.01)
    looks: list[None] = []

    def look() -> None:
        looks.append(None)
        if len(looks) == 1:
            raise ValueError("something odd")

    with beside(look):
        wait_until(lambda: len(looks) == 2)
    assert "could not be looked after" in caplog.text
