"""How many callers get through on the day of a vote, by the way their calls are routed.

A sample of the states, so that it ends within two minutes; ``routing_full`` has all of them. Draws
the curves into ``docs/routing.svg`` and ``.png``.
"""

import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.surge.arrivals import sampled
from benchmarks.surge.curves import draw
from benchmarks.surge.parameters import read_surge
from benchmarks.surge.report import Results, figures, grid
from benchmarks.surge.ways import Setting, Way, play
from service.adapters.senate_files import shipped_senate
from service.domain.directory import Office, OfficeKind, Senator
from service.domain.line import LineSign, LineState
from service.domain.routing import LineView, rank
from service.simulator.senate_model import senate_habits

_PICTURE = Path(__file__).resolve().parents[2] / "docs" / "routing.svg"
_PROCESSES = 2
_DECISIONS = 20_000
_LIMIT_MICROSECONDS = 100.0


def main() -> list[Figure]:
    """Every load and every way, on some of the states; the curves go to the documents."""
    surge = read_surge()
    states = sampled(surge, surge.sampled_states)
    results = measure(states)
    print(grid(results))
    caption = (
        f"{len(states)} states, {surge.day:%A}, the same callers for each way, seed {surge.seed}: "
        "scripts/bench routing"
    )
    draw(results, caption, _PICTURE)
    return [*figures(results, surge.office_calls), decision()]


def measure(states: Sequence[str]) -> Results:
    """The tallies by load and way, the heaviest begun first."""
    surge = read_surge()
    setting = Setting(surge, senate_habits(), shipped_senate(), tuple(states))
    with ProcessPoolExecutor(_PROCESSES) as pool:
        running = {
            (load, way): pool.submit(play, setting, load, way)
            for load in sorted(surge.loads, reverse=True)
            for way in Way
        }
        return {(load, way): running[load, way].result() for load in surge.loads for way in Way}


def decision() -> Figure:
    """CPU time of one decision among ten offices of which much is known."""
    now = datetime(2026, 11, 24, 17, tzinfo=UTC)
    offices = tuple(_office(n) for n in range(10))
    senator = Senator(
        "X", "A", "B", "A B", "Independent", "VT", 1, now.date(), frozenset(), offices
    )
    state = LineState(now - timedelta(minutes=3)).after(LineSign.BUSY, 0, 2, now)
    numbers = [office.phone for office in offices]
    view = LineView(dict.fromkeys(numbers, state), dict.fromkeys(numbers[::2], 0))
    began = time.process_time()
    for n in range(_DECISIONS):
        rank(senator, now, view, n / _DECISIONS)
    spent = (time.process_time() - began) / _DECISIONS * 1e6
    limit = f"at most {_LIMIT_MICROSECONDS:g} us"
    return Figure(
        "one decision, ten offices", spent, "us of CPU", limit, spent <= _LIMIT_MICROSECONDS
    )


def _office(n: int) -> Office:
    kind = OfficeKind.STATE if n else OfficeKind.DC
    return Office(f"o{n}", kind, "City", f"+1802555{n:04d}", "America/New_York")
