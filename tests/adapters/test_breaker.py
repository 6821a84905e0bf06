"""Patience with what does not answer."""

import threading
import time
from collections.abc import Callable

import pytest

from service.adapters.breaker import Breaker, NoAnswer
from tests.processes import wait_until


class Failed(Exception):
    """The work failed."""


class Store:
    """Something that is away until it is back."""

    def __init__(self) -> None:
        self.back = threading.Event()
        self.probes: list[str] = []
        self.tried: list[int] = []

    def probe(self) -> None:
        """What the breaker probes with."""
        self.probes.append(threading.current_thread().name)
        if not self.back.is_set():
            raise Failed

    def work(self) -> None:
        """What a caller wants of it."""
        self.tried.append(1)
        if not self.back.is_set():
            raise Failed


@pytest.fixture
def store() -> Store:
    return Store()


def seconds(work: Callable[[], object]) -> float:
    began = time.monotonic()
    with pytest.raises((NoAnswer, Failed)):
        work()
    return time.monotonic() - began


def test_work_that_is_done_in_time_is_done(store: Store) -> None:
    breaker = Breaker(1, store.probe)
    assert breaker.run(lambda: 7, fails=Failed) == 7
    assert breaker.closed
    assert store.probes == []


def test_only_the_first_caller_waits_for_what_hangs_however_long_it_hangs() -> None:
    released, patience = threading.Event(), 0.2
    breaker = Breaker(patience, lambda: released.wait(30), pause_seconds=0.01)
    waits = []
    for _ in range(8):
        waits.append(seconds(lambda: breaker.run(released.wait, fails=Failed)))
        time.sleep(0.05)
    assert waits[0] >= patience
    assert max(waits[1:]) < patience / 2
    released.set()
    wait_until(lambda: breaker.closed)


def test_while_it_is_open_no_callers_work_is_an_attempt(store: Store) -> None:
    breaker = Breaker(1, store.probe, pause_seconds=0.01)
    with pytest.raises(Failed):
        breaker.run(store.work, fails=Failed)
    wait_until(lambda: len(store.probes) >= 5)
    for _ in range(5):
        with pytest.raises(NoAnswer, match="refused"):
            breaker.run(store.work, fails=Failed)
    assert store.tried == [1]
    assert set(store.probes) == {"probe"}
    store.back.set()


def test_it_closes_by_itself_once_a_probe_succeeds(store: Store) -> None:
    breaker = Breaker(1, store.probe, pause_seconds=0.01)
    with pytest.raises(Failed):
        breaker.run(store.work, fails=Failed)
    store.back.set()
    wait_until(lambda: breaker.closed)
    breaker.run(store.work, fails=Failed)
    count = len(store.probes)
    time.sleep(0.1)
    assert len(store.probes) == count


def test_callers_that_hang_at_once_begin_one_watch() -> None:
    released = threading.Event()
    probing: list[str] = []

    def probe() -> None:
        probing.append(threading.current_thread().name)
        released.wait(30)

    breaker = Breaker(0.1, probe)
    callers = [
        threading.Thread(target=lambda: seconds(lambda: breaker.run(released.wait, fails=Failed)))
        for _ in range(8)
    ]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join(10)
    assert probing == ["probe"]
    released.set()


def test_a_failure_that_is_an_answer_opens_nothing(store: Store) -> None:
    breaker = Breaker(1, store.probe)
    with pytest.raises(Failed):
        breaker.run(store.work, fails=Exception, but=(Failed,))
    assert breaker.closed


def test_other_exceptions_pass_and_leave_it_closed(store: Store) -> None:
    breaker = Breaker(1, store.probe)
    with pytest.raises(ZeroDivisionError):
        breaker.run(lambda: 1 // 0, fails=Failed)
    assert breaker.closed
