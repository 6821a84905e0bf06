"""What was promised is carried out, whatever became of the broker and its workers."""

import pytest

from service.adapters.rq_queue import QUEUES
from service.ports.store import StoreDown
from tests.processes import wait_until
from tests.workers.conftest import Works
from workers.crew import Crew, Request
from workers.scheduler import chores
from workers.stand_in import StandIn


def test_a_row_is_left_to_the_workers_for_a_round() -> None:
    due, begun = [1, 2], list[int]()
    stand_in = StandIn(lambda: due, begun.append, Crew(1))
    stand_in()
    assert begun == []
    due.remove(1)
    due.append(3)
    stand_in()
    assert begun == [2]


def test_a_row_that_cannot_be_begun_holds_up_no_other(caplog: pytest.LogCaptureFixture) -> None:
    begun: list[int] = []

    def begin(row_id: int) -> Request | None:
        if row_id == 1:
            raise ValueError("a damaged row")
        begun.append(row_id)
        return None

    stand_in = StandIn(lambda: [1, 2], begin, Crew(1))
    stand_in()
    stand_in()
    assert begun == [2]
    assert "row 1 could not be begun" in caplog.text


def test_a_database_that_is_away_ends_the_round() -> None:
    begun: list[int] = []

    def begin(row_id: int) -> Request | None:
        begun.append(row_id)
        raise StoreDown("the database does not answer")

    stand_in = StandIn(lambda: [1, 2], begin, Crew(1))
    stand_in()
    with pytest.raises(StoreDown):
        stand_in()
    assert begun == [1]


def test_a_promised_ring_comes_once_without_any_worker(works: Works) -> None:
    works.promise()
    (rings,) = [chore for chore in chores(works.services) if chore.name == "overdue rings"]
    rings.do()
    assert works.far.seen == []
    for _ in range(3):
        rings.do()
    wait_until(lambda: works.statuses == {"ringing": 1})
    assert [one.path.rpartition("/")[2] for one in works.far.seen] == ["Calls.json"]


def test_every_kind_of_job_is_stood_in_for(works: Works) -> None:
    overdue = {chore.name for chore in chores(works.services) if "overdue" in chore.name}
    assert overdue == {f"overdue {queue}" for queue in QUEUES.values()}
