"""Clocks: the machine's, the demo's and the twin."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from service.adapters.clock import DemoClock, SystemClock
from service.adapters.demo_clock import keep_offset
from service.ports.clock import Clock
from tests.twins.clock import ClockTwin

MAKERS: list[Callable[[Path], Clock]] = [
    lambda path: SystemClock(),
    lambda path: DemoClock(path / "offset"),
    lambda path: ClockTwin(),
]
every_clock = pytest.mark.parametrize("make", MAKERS, ids=["system", "demo", "twin"])


@every_clock
def test_it_tells_utc_with_its_zone(make: Callable[[Path], Clock], tmp_path: Path) -> None:
    assert make(tmp_path).now().utcoffset() == timedelta(0)


@every_clock
def test_a_sleep_lasts_as_long_as_asked(make: Callable[[Path], Clock], tmp_path: Path) -> None:
    clock = make(tmp_path)
    before = clock.now()
    clock.sleep(0.05)
    assert clock.now() - before >= timedelta(seconds=0.05)


@every_clock
@pytest.mark.parametrize("seconds", [0, -1, -1e9])
def test_no_sleep_at_all_for_zero_or_less(
    make: Callable[[Path], Clock], tmp_path: Path, seconds: float
) -> None:
    before = time.monotonic()
    make(tmp_path).sleep(seconds)
    assert time.monotonic() - before < 1


def test_an_offset_moves_the_clock() -> None:
    ahead = SystemClock(3600).now() - datetime.now(UTC)
    assert abs(ahead.total_seconds() - 3600) < 5


def test_the_demos_clock_follows_its_file_at_once(tmp_path: Path) -> None:
    path = tmp_path / "offset"
    clock = DemoClock(path, 60.0)
    assert clock.offset == 60.0
    for offset in (-7200.5, 0.0, 3600.0):
        keep_offset(path, offset)
        assert clock.offset == offset
    path.write_text("nonsense")
    assert clock.offset == 3600.0
    path.unlink()
    assert clock.offset == 3600.0
