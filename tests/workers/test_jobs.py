"""Jobs: found by name, given an id, safe to run twice."""

import importlib
import inspect

import pytest

from service.adapters.rq_queue import FUNCTIONS, QUEUES
from service.commands import installation
from service.ports.jobs import RING, SEND
from service.ports.store import StoreDown
from tests.twins.far_server import answers, refuses
from tests.workers.conftest import Works
from workers import jobs


@pytest.mark.parametrize("name", sorted(FUNCTIONS.values()))
def test_every_job_resolves_and_takes_an_id(name: str) -> None:
    module, _, function = name.rpartition(".")
    job = getattr(importlib.import_module(module), function)
    (parameter,) = inspect.signature(job).parameters.values()
    assert parameter.annotation in {int, "int"}


def test_every_queue_is_worked_off_by_a_process_of_the_installation() -> None:
    assert set(QUEUES.values()) == set(installation.QUEUES)


def test_a_ring_is_placed_once_however_often_the_job_runs(works: Works) -> None:
    works.far.reply = answers(201, {"sid": "CA1"})
    call_id = works.promise()
    for _ in range(3):
        jobs.ring(call_id)
    jobs.crew().rest()
    assert len(works.far.seen) == 1
    assert works.statuses == {"ringing": 1}


def test_a_refusal_is_kept(works: Works) -> None:
    works.far.reply = refuses(400, 13224)
    jobs.ring(works.promise())
    jobs.crew().rest()
    assert works.statuses == {"failed": 1}


@pytest.mark.parametrize("job", [jobs.ring, jobs.send])
def test_a_job_on_nothing_does_nothing(works: Works, job: object) -> None:
    job(404)  # type: ignore[operator]
    assert works.far.seen == []


@pytest.mark.parametrize("job", [jobs.ring, jobs.send])
def test_a_database_that_is_down_fails_the_job_and_says_so(
    works: Works, job: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:////nowhere/at/all.db")
    jobs.services.cache_clear()
    with pytest.raises(StoreDown):
        job(1)  # type: ignore[operator]


def test_services_are_built_once_a_process(works: Works) -> None:
    assert jobs.services() is jobs.services()


def test_the_texts_queue_and_the_rings_queue_are_apart() -> None:
    assert QUEUES[RING] != QUEUES[SEND]
