"""The figures of the surge, as ``surge.toml`` has them."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Manners:
    """How patient callers are. Shares lie between 0 and 1."""

    tell: float
    leave_message: float
    attempts: int
    try_again: float
    try_again_minutes: float
    accept_ring: float
    take_ring: float
    ring_seconds: float
    queue_seconds: float
    queue_pause_seconds: float


@dataclass(frozen=True, slots=True)
class Surge:
    """One day of a vote."""

    seed: int
    day: date
    loads: tuple[float, ...]
    office_calls: int
    sampled_states: int
    hours: tuple[float, ...]
    residents: dict[str, int]
    """Thousands, by state."""
    callers: Manners


def read_surge() -> Surge:
    """The figures that ship."""
    path = Path(__file__).with_name("surge.toml")
    read = tomllib.loads(path.read_text("utf-8"))
    read["callers"] = Manners(**read["callers"])
    read["loads"], read["hours"] = tuple(read["loads"]), tuple(read["hours"])
    return Surge(**read)
