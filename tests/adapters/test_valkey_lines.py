"""Line state on a real Valkey: shared, never above a cap, and never in anybody's way."""

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from redis import Redis

from service.adapters.rq_queue import connect
from service.adapters.valkey_lines import ValkeyLines
from service.domain.line import LineSign, LineState
from service.domain.line_history import LineHistory
from service.domain.line_news import LineNews
from service.domain.routing import LineView
from service.ports.lines import Lines
from tests.domain.worlds import WEEKDAY
from tests.processes import wait_until
from tests.twins.broker import valkey
from tests.twins.lines import LinesTwin

DC, BARRE = "+12022244242", "+18028632525"
LATER = WEEKDAY + timedelta(seconds=40)
LONG_AFTER = WEEKDAY + timedelta(minutes=40)
"""Longer than any leg lasts."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with valkey(tmp_path_factory.mktemp("lines")) as url:
        yield url


@pytest.fixture
def redis(server: str) -> Iterator[Redis]:
    with connect(server, patient=True) as client:
        client.flushall()
        yield client


@pytest.fixture(params=["valkey", "twin"])
def lines(request: pytest.FixtureRequest, redis: Redis) -> Lines:
    """Patient, so that a busy machine is not taken for a server that is away."""
    if request.param == "twin":
        return LinesTwin(3)
    return ValkeyLines(redis, 3, patience_seconds=30)


def news(leg: str, sign: LineSign | None, number: str = DC, seconds: int = 0) -> LineNews:
    return LineNews(number, leg, LATER, sign, seconds)


def seen(lines: Lines, *numbers: str) -> LineView:
    view = lines.look(numbers, LATER)
    assert view is not None
    return view


def test_nothing_is_known_at_first_but_the_cap(lines: Lines) -> None:
    view = seen(lines, DC, BARRE)
    assert (view.states, view.most) == ({}, 3)
    assert view.in_flight == {DC: 0, BARRE: 0}
    assert lines.look([], WEEKDAY) is not None


def test_a_number_takes_no_more_legs_than_it_may(lines: Lines) -> None:
    assert [lines.reserve(DC, leg, 2, WEEKDAY) for leg in ("1.4", "2.4", "3.4")] == [1, 1, 0]
    assert lines.reserve(BARRE, "3.4", 2, WEEKDAY)
    assert seen(lines, DC, BARRE).in_flight == {DC: 2, BARRE: 1}


def test_a_leg_that_is_on_the_line_may_be_reserved_again(lines: Lines) -> None:
    assert [lines.reserve(DC, "1.4", 1, WEEKDAY) for _ in range(2)] == [True, True]
    assert seen(lines, DC).in_flight == {DC: 1}


def test_who_insists_is_counted_and_never_refused(lines: Lines) -> None:
    assert all(lines.reserve(DC, f"{call}.4", None, WEEKDAY) for call in range(5))
    assert seen(lines, DC).in_flight == {DC: 5}
    assert not lines.reserve(DC, "9.4", 3, WEEKDAY)


def test_the_end_of_a_leg_frees_its_line_and_teaches(lines: Lines) -> None:
    lines.reserve(DC, "1.4", 1, WEEKDAY)
    lines.hear(news("1.4", LineSign.BUSY))
    view = seen(lines, DC)
    assert view.in_flight == {DC: 0}
    assert view.states[DC] == LineState(LATER).after(LineSign.BUSY, 0, 1, LATER)
    assert lines.reserve(DC, "2.4", 1, LATER)


def test_a_busy_signal_is_weighed_by_our_calls_that_were_there(lines: Lines) -> None:
    for leg in ("1.4", "2.4", "3.4"):
        lines.reserve(DC, leg, 3, WEEKDAY)
    lines.hear(news("3.4", LineSign.BUSY))
    assert seen(lines, DC).states[DC] == LineState(LATER).after(LineSign.BUSY, 0, 3, LATER)


def test_the_length_of_an_answered_leg_is_learned_from(lines: Lines) -> None:
    lines.hear(news("1.4", LineSign.ANSWERED, seconds=300))
    assert seen(lines, DC).states[DC].reached > 0


def test_what_is_heard_of_a_number_adds_up(lines: Lines) -> None:
    for call in range(3):
        lines.hear(news(f"{call}.4", LineSign.FAILED))
    state = seen(lines, DC).states[DC]
    assert state.refused == 3.0


def test_a_leg_of_which_nobody_knows_how_it_went_only_frees_its_line(lines: Lines) -> None:
    lines.reserve(DC, "1.4", 1, WEEKDAY)
    lines.hear(news("1.4", None))
    assert seen(lines, DC) == LineView(in_flight={DC: 0}, most=3)


def test_a_reservation_that_nobody_ends_lapses(lines: Lines) -> None:
    lines.reserve(DC, "1.4", 1, WEEKDAY)
    assert not lines.reserve(DC, "2.4", 1, LATER)
    view = lines.look([DC], LONG_AFTER)
    assert view is not None
    assert view.in_flight == {DC: 0}
    assert lines.reserve(DC, "2.4", 1, LONG_AFTER)


def test_eight_threads_never_put_more_than_the_cap_on_a_line(lines: Lines) -> None:
    with ThreadPoolExecutor(8) as threads:
        took = list(threads.map(lambda call: lines.reserve(DC, f"{call}.4", 3, WEEKDAY), range(80)))
    assert sum(took) == 3
    assert seen(lines, DC).in_flight == {DC: 3}


def test_eight_threads_that_teach_at_once_lose_no_lesson(lines: Lines) -> None:
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda call: lines.hear(news(f"{call}.4", LineSign.BUSY)), range(24)))
    assert seen(lines, DC).states[DC].refused == pytest.approx(24)


def test_it_is_wiped_until_it_was_built(lines: Lines) -> None:
    assert lines.wiped()
    state = LineState(WEEKDAY).after(LineSign.SPOKE, 0, 1, WEEKDAY)
    lines.rebuild(LineHistory({DC: state}, {BARRE: {"1.4": WEEKDAY, "2.9": WEEKDAY}}))
    assert not lines.wiped()
    view = seen(lines, DC, BARRE)
    assert (view.states, view.in_flight) == ({DC: state}, {DC: 0, BARRE: 2})
    assert not lines.reserve(BARRE, "3.4", 2, LATER)
    late = lines.look([BARRE], LONG_AFTER)
    assert late is not None
    assert late.in_flight == {BARRE: 0}


def test_an_emptied_server_is_known_as_such(redis: Redis) -> None:
    lines = ValkeyLines(redis, 3)
    lines.rebuild(LineHistory({}, {}))
    lines.reserve(DC, "1.4", 1, WEEKDAY)
    redis.flushall()
    assert lines.wiped()
    assert seen(lines, DC) == LineView(in_flight={DC: 0}, most=3)


@pytest.mark.parametrize("held", [b"", b"{", b"[1]", b'{"at": "x"}', b"\xff", b"[" * 100_000])
def test_a_damaged_document_is_begun_anew(redis: Redis, held: bytes) -> None:
    redis.set(f"patchline:line:{{{DC}}}", held)
    lines = ValkeyLines(redis, 3)
    assert seen(lines, DC).states == {}
    lines.hear(news("1.4", LineSign.BUSY))
    assert seen(lines, DC).states[DC].refused == 1


def test_every_key_lapses_by_itself_but_the_mark(redis: Redis) -> None:
    lines = ValkeyLines(redis, 3)
    lines.rebuild(LineHistory({BARRE: LineState(WEEKDAY)}, {BARRE: {"1.4": WEEKDAY}}))
    lines.reserve(DC, "1.4", 1, WEEKDAY)
    lines.hear(news("2.4", LineSign.BUSY))
    assert [key for key in redis.scan_iter() if redis.ttl(key) < 0] == [b"patchline:lines"]


def test_a_server_that_is_away_costs_nothing_and_raises_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    lines = ValkeyLines(connect(f"unix://{tmp_path}/none.sock"), 3)
    assert lines.look([DC], WEEKDAY) is None
    assert lines.reserve(DC, "1.4", 1, WEEKDAY)
    lines.hear(news("1.4", LineSign.BUSY))
    lines.rebuild(LineHistory({}, {}))
    assert not lines.wiped()
    (told,) = caplog.messages
    assert told.startswith("calls are routed in a fixed order: Redis cannot be reached")


def test_a_server_that_hangs_costs_half_a_second_once_and_is_used_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with valkey(tmp_path) as url, connect(url) as redis:
        pid = redis.info("server")["process_id"]
        lines = ValkeyLines(redis, 3)
        assert lines.reserve(DC, "1.4", 1, WEEKDAY)
        os.kill(pid, signal.SIGSTOP)
        try:
            waits = []
            for _ in range(20):
                before = time.monotonic()
                assert lines.look([DC], WEEKDAY) is None
                assert lines.reserve(DC, "2.4", 1, WEEKDAY)
                lines.hear(news("2.4", LineSign.BUSY))
                waits.append(time.monotonic() - before)
        finally:
            os.kill(pid, signal.SIGCONT)
        wait_until(lambda: lines.look([DC], WEEKDAY) is not None)
        lines.hear(news("1.4", LineSign.BUSY))
    assert waits[0] < 1
    assert max(waits[1:]) < 0.3
    away, back = caplog.messages
    assert away.startswith("calls are routed in a fixed order: Redis ")
    assert back == "The lines of offices are known again."
