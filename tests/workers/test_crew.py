"""Requests overlap up to a number; beginnings do not."""

import logging
import threading
from functools import partial

import pytest
from sqlalchemy.pool import QueuePool

from service.adapters.sql.engine import open_engine
from service.ports.store import StoreDown
from workers.crew import AT_ONCE, Crew, Request


def test_a_request_goes_on_while_the_next_is_begun() -> None:
    crew, both = Crew(2), threading.Barrier(3)
    for _ in range(2):
        crew.take(lambda: partial(both.wait, 5))
    both.wait(5)
    crew.rest()
    assert not both.broken


def test_nothing_is_begun_while_all_are_asking() -> None:
    crew, answered, begun = Crew(1), threading.Event(), threading.Event()
    crew.take(lambda: partial(answered.wait, 5))
    another = threading.Thread(target=crew.take, args=(lambda: begun.set(),))
    another.start()
    assert not begun.wait(0.1)
    answered.set()
    assert begun.wait(5)
    another.join(5)


def test_what_comes_to_nothing_leaves_room_for_others() -> None:
    crew, asked = Crew(1), threading.Event()

    def fails() -> Request:
        raise StoreDown("the database does not answer")

    crew.take(lambda: None)
    with pytest.raises(StoreDown):
        crew.take(fails)
    crew.take(lambda: asked.set)
    crew.rest()
    assert asked.is_set()


@pytest.mark.parametrize(
    ("error", "level"), [(StoreDown("no answer"), logging.WARNING), (KeyError(1), logging.ERROR)]
)
def test_a_request_that_fails_is_told_and_leaves_room_for_others(
    caplog: pytest.LogCaptureFixture, error: Exception, level: int
) -> None:
    crew = Crew(1)

    def fails() -> None:
        raise error

    for _ in range(2):
        crew.take(lambda: fails)
    crew.rest()
    assert [record.levelno for record in caplog.records] == [level] * 2


def test_it_rests_once_everything_has_ended() -> None:
    crew, ended = Crew(3), list[int]()
    for number in range(3):
        crew.take(lambda number=number: partial(ended.append, number))  # type: ignore[misc]
    crew.rest()
    assert sorted(ended) == [0, 1, 2]


def test_every_request_of_a_worker_finds_a_connection_beside_the_next_claim() -> None:
    pool = open_engine("postgresql+psycopg://nobody@nowhere/nothing").pool
    assert isinstance(pool, QueuePool)
    assert pool.size() + pool._max_overflow >= AT_ONCE + 1
