"""Who calls when: the same people, as patient and as talkative, whatever routes their calls."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from benchmarks.surge.parameters import Manners, Surge
from service.domain.directory import Directory, Office, Senator
from service.simulator.senate_model import OfficeHabits, SenateHabits

FIRST_HOUR = 9
_HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Caller:
    """One person who wants one senator. All that chance decides about them is decided here."""

    at: float
    """Seconds since 1970."""
    senator: Senator
    talk: float
    tells: bool
    leaves_message: bool
    pauses: tuple[float, ...]
    """Seconds before each further attempt that they are ready for."""
    accepts_ring: bool
    takes_ring: tuple[bool, bool]


@dataclass(frozen=True, slots=True)
class Outsider:
    """Somebody whose call does not come through us."""

    at: float
    number: str
    talk: float
    leaves_message: bool


def sampled(surge: Surge, count: int) -> tuple[str, ...]:
    """So many states, at even distances in the order of their population."""
    ranked = sorted(surge.residents, key=lambda state: -surge.residents[state])
    step = len(ranked) / count
    return tuple(ranked[int((n + 0.5) * step)] for n in range(count))


def callers(
    surge: Surge, habits: SenateHabits, load: float, senators: Sequence[Senator], capacity: float
) -> list[Caller]:
    """A day of callers to these senators; ``capacity``: calls that all DC offices can answer."""
    dice = random.Random(f"{surge.seed} callers {load}")
    people = sum(surge.residents.values())
    found: list[Caller] = []
    for senator in senators:
        wanted = load * capacity * surge.residents[senator.state] / people / 2
        found += [
            _caller(at, senator, habits, surge.callers, dice)
            for at in _moments(surge, _zone(senator), wanted, dice)
        ]
    return found


def outsiders(
    surge: Surge, habits: SenateHabits, offices: dict[str, tuple[Office, int]]
) -> list[Outsider]:
    """A day of other people's calls; ``offices``: by number, with how many people answer there."""
    dice = random.Random(f"{surge.seed} outsiders")
    found: list[Outsider] = []
    for number, (office, people) in offices.items():
        kind: OfficeHabits = habits.dc if office.kind == "dc" else habits.state
        wanted = kind.outside_load * people * len(surge.hours) * _HOUR / habits.talk
        found += [
            Outsider(at, number, habits.talk_seconds(dice), dice.random() < habits.leaves_message)
            for at in _moments(surge, office.time_zone, wanted, dice)
        ]
    return found


def opens_at(surge: Surge, zone: str) -> float:
    """When the day begins there, in seconds since 1970."""
    return datetime.combine(surge.day, time(FIRST_HOUR), ZoneInfo(zone)).timestamp()


def _zone(senator: Senator) -> str:
    """The clock of most of their callers: that of their first state office."""
    return senator.offices[min(1, len(senator.offices) - 1)].time_zone


def _moments(surge: Surge, zone: str, wanted: float, dice: random.Random) -> Iterator[float]:
    """Poisson arrivals that follow the hours of the day, about so many."""
    begins, weights = opens_at(surge, zone), sum(surge.hours)
    for hour, weight in enumerate(surge.hours):
        rate = wanted * weight / weights / _HOUR
        at = dice.expovariate(rate) if rate else _HOUR
        while at < _HOUR:
            yield begins + hour * _HOUR + at
            at += dice.expovariate(rate)


def _caller(
    at: float, senator: Senator, habits: SenateHabits, manners: Manners, dice: random.Random
) -> Caller:
    pauses: list[float] = []
    while len(pauses) < manners.attempts - 1 and dice.random() < manners.try_again:
        pauses.append(dice.expovariate(1 / (manners.try_again_minutes * 60)))
    return Caller(
        at,
        senator,
        habits.talk_seconds(dice),
        tells=dice.random() < manners.tell,
        leaves_message=dice.random() < manners.leave_message,
        pauses=tuple(pauses),
        accepts_ring=dice.random() < manners.accept_ring,
        takes_ring=(dice.random() < manners.take_ring, dice.random() < manners.take_ring),
    )


def dc_capacity(directory: Directory, habits: SenateHabits, surge: Surge) -> float:
    """Calls that people in all Washington offices can answer in our callers' hours."""
    kind = habits.dc
    people = sum(lines - kind.silent_lines for lines in kind.lines) / len(kind.lines)
    return len(directory.senators) * people * len(surge.hours) * _HOUR / habits.talk
