"""Patience with what does not answer."""

import threading
import time

import pytest

from service.adapters.breaker import Breaker, NoAnswer


class Failed(Exception):
    """The work failed."""


def fail() -> None:
    raise Failed


def test_work_that_is_done_in_time_is_done() -> None:
    breaker = Breaker(1, 1)
    assert breaker.run(lambda: 7, fails=Failed) == 7
    assert breaker.closed


def test_work_that_hangs_is_given_up_and_then_refused_at_once() -> None:
    breaker, released = Breaker(0.1, 0), threading.Event()
    began = time.monotonic()
    with pytest.raises(NoAnswer, match="no answer within"):
        breaker.run(released.wait, fails=Failed)
    assert time.monotonic() - began < 1
    tried: list[int] = []
    for _ in range(5):
        with pytest.raises(NoAnswer, match="refused"):
            breaker.run(lambda: tried.append(1), fails=Failed)
    assert tried == []
    released.set()


def test_once_what_hung_has_come_back_it_is_tried_again() -> None:
    breaker, released = Breaker(0.1, 0), threading.Event()
    with pytest.raises(NoAnswer):
        breaker.run(released.wait, fails=Failed)
    released.set()
    deadline = time.monotonic() + 5
    while not breaker.closed and time.monotonic() < deadline:
        try:
            breaker.run(lambda: None, fails=Failed)
        except NoAnswer:
            time.sleep(0.01)
    assert breaker.closed


def test_a_failure_that_is_an_answer_closes_it() -> None:
    breaker = Breaker(1, 0)
    for but, closed in (((), False), ((Failed,), True)):
        with pytest.raises(Failed):
            breaker.run(fail, fails=Exception, but=but)
        assert breaker.closed is closed


def test_a_failure_opens_it_and_one_attempt_a_while_is_let_through() -> None:
    breaker = Breaker(1, 0.2)
    with pytest.raises(Failed):
        breaker.run(fail, fails=Failed)
    outcomes = []
    for _ in range(3):
        try:
            breaker.run(fail, fails=Failed)
        except (Failed, NoAnswer) as error:
            outcomes.append(type(error))
    assert outcomes == [Failed, NoAnswer, NoAnswer]


def test_other_exceptions_pass_and_leave_it_closed() -> None:
    breaker = Breaker(1, 1)
    with pytest.raises(ZeroDivisionError):
        breaker.run(lambda: 1 // 0, fails=Failed)
    assert breaker.closed
