"""The ways to route a surge that are compared, and what one of them makes of a day."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from benchmarks.surge.arrivals import callers, dc_capacity, opens_at, outsiders
from benchmarks.surge.day import Day
from benchmarks.surge.exchange import Exchange, exchange
from benchmarks.surge.parameters import Surge
from benchmarks.surge.strategies import (
    AllSeeing,
    AnyOffice,
    FixedList,
    Router,
    Strategy,
    WashingtonOnly,
)
from benchmarks.surge.tally import Tally
from service.domain.directory import Directory
from service.simulator.senate_model import SenateHabits

_NO_CAP = 1000
_LONGEST_DAY = 15 * 3600.0
"""From the first office that opens to the last that closes."""


class Way(StrEnum):
    """How offices are chosen, as the tables call it."""

    WASHINGTON = "Washington only"
    ANY = "random office"
    LIST = "fixed list"
    ROUTER = "router"
    ROUTER_RINGS = "router, rings back"
    BOUND = "bound"
    """Sees the true state of every line, and knows no cap."""
    BOUND_CAPPED = "bound within the cap"
    BOUND_RINGS = "bound, rings back"

    @property
    def rings_back(self) -> bool:
        """Whether callers whom nobody could take are offered a ring."""
        return self in {Way.ROUTER_RINGS, Way.BOUND_RINGS}


@dataclass(frozen=True, slots=True)
class Setting:
    """What every run of a benchmark has in common."""

    surge: Surge
    habits: SenateHabits
    directory: Directory
    states: tuple[str, ...]


def play(setting: Setting, load: float, way: Way) -> Tally:
    """One day at this load, the same people and lines for every way."""
    surge, habits = setting.surge, setting.habits
    senators = [one for state in setting.states for one in setting.directory.of_state(state)]
    lines = exchange(surge, habits, senators)
    capacity = dc_capacity(setting.directory, habits, surge)
    ends = opens_at(surge, "America/New_York") + _LONGEST_DAY
    strategy = _STRATEGIES[way](lines, random.Random(surge.seed), surge.office_calls)
    day = Day(lines, habits, surge.callers, strategy, way.rings_back, ends)
    return day.run(
        callers(surge, habits, load, senators, capacity),
        outsiders(surge, habits, lines.sized()),
    )


def _router(_lines: Exchange, dice: random.Random, most: int) -> Strategy:
    return Router(dice, most)


def _bound(lines: Exchange, _dice: random.Random, _most: int) -> Strategy:
    return AllSeeing(lines.phones, _NO_CAP)


_STRATEGIES: dict[Way, Callable[[Exchange, random.Random, int], Strategy]] = {
    Way.WASHINGTON: lambda _lines, _dice, _most: WashingtonOnly(),
    Way.ANY: lambda _lines, dice, _most: AnyOffice(dice),
    Way.LIST: lambda _lines, _dice, _most: FixedList(),
    Way.ROUTER: _router,
    Way.ROUTER_RINGS: _router,
    Way.BOUND: _bound,
    Way.BOUND_CAPPED: lambda lines, _dice, most: AllSeeing(lines.phones, most),
    Way.BOUND_RINGS: _bound,
}
