"""The scheduler sweeps on, whatever happens to the database."""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.adapters.anchor_file import AnchorFile
from service.domain.consent import Channel, ConsentEvent, ConsentKind
from service.domain.consent_chain import Anchor, Head
from service.ports.store import StoreDown
from tests.processes import wait_until
from tests.workers.conftest import Works
from workers import scheduler


def until(done: Callable[[], bool], sweep: Callable[[], None]) -> None:
    """Let the scheduler run until something is done."""
    stopping = threading.Event()
    chore = scheduler.Chore("sweep", 0.01, sweep)
    thread = threading.Thread(target=scheduler.run, args=(chore, stopping))
    thread.start()
    try:
        wait_until(done)
    finally:
        stopping.set()
        thread.join(5)
    assert not thread.is_alive()


def test_it_sweeps_again_and_again() -> None:
    sweeps: list[int] = []
    until(lambda: len(sweeps) >= 3, lambda: sweeps.append(1))


def test_a_database_that_is_down_is_waited_for(caplog: pytest.LogCaptureFixture) -> None:
    sweeps: list[int] = []

    def sweep() -> None:
        sweeps.append(1)
        if len(sweeps) < 4:
            raise StoreDown("the database does not answer")

    until(lambda: len(sweeps) >= 6, sweep)
    told = [
        (one.levelname, one.getMessage())
        for one in caplog.records
        if one.levelno >= logging.WARNING
    ]
    assert told == [
        ("ERROR", "no sweep now: the database does not answer"),
        ("WARNING", "sweep goes on"),
    ]


def test_a_disk_that_is_full_is_told_in_a_line_with_its_cure(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    place = tmp_path / "anchors"
    place.mkdir()  # as a full disk, it takes no line
    anchor = Anchor(datetime(2026, 12, 1, tzinfo=UTC), Head(1, bytes(32)))
    rounds: list[int] = []

    def chore() -> None:
        rounds.append(1)
        AnchorFile(place).keep(anchor)

    until(lambda: len(rounds) >= 3, chore)
    (told,) = [one for one in caplog.records if one.levelno >= logging.WARNING]
    assert told.exc_info is None
    assert told.getMessage().startswith(f"no sweep now: {place} cannot be used")
    assert "free some disk" in told.getMessage()


def test_a_fault_that_nobody_foresaw_ends_no_chore(caplog: pytest.LogCaptureFixture) -> None:
    rounds: list[int] = []

    def chore() -> None:
        rounds.append(1)
        if len(rounds) < 3:
            raise TypeError("an answer that nobody foresaw")

    until(lambda: len(rounds) >= 4, chore)
    assert "no sweep now" in caplog.text


def test_a_lost_job_is_back_within_a_round(works: Works) -> None:
    call_id = works.promise()
    taken = works.services.queue._redis.flushall()
    assert taken
    until(lambda: list(works.services.queue.pending("ring")) == [call_id], works.services.sweep)


def test_a_broker_that_is_away_ends_nothing(works: Works) -> None:
    works.promise()
    works.services.queue._redis.connection_pool.connection_kwargs["path"] = "/nowhere.sock"
    works.services.queue._redis.connection_pool.disconnect()
    rounds: list[int] = []

    def sweep() -> None:
        works.services.sweep()
        rounds.append(1)

    until(lambda: len(rounds) >= 2, sweep)


def test_every_chore_does_its_round_and_the_ledger_is_sealed_and_anchored(works: Works) -> None:
    services = works.services
    event = ConsentEvent(ConsentKind.STOPPED, Channel.TEXT, services.clock.now())
    services.store.run(lambda tx: tx.consents.record("+18025550142", event))
    services.store.run(lambda tx: tx.supporters.suppress("+18025550142", event.at))
    for chore in scheduler.chores(services):
        chore.do()
    kept = services.settings.var_dir
    assert (kept / "consent-anchors").read_text().count("\n") == 1
    assert (kept / "suppressions").read_text().count("\n") == 2
    assert services.store.run(lambda tx: tx.consent_chain.head()).position == 1
