"""How much the account may do at once, and the lines in which the rest waits."""

import time
from dataclasses import dataclass
from math import inf

from service.domain.errors import PatchlineError
from service.simulator.clock import Clock


class LimitRefused(PatchlineError):
    """A limit that makes no sense."""


@dataclass(slots=True)
class Limits:
    """Rates are per second of call time; 0 is no limit."""

    segment_rate: float = 1000.0
    """Segments that leave the number each second."""
    call_rate: float = 0.0
    """Calls that begin each second."""
    queue_seconds: float = 36_000.0
    """How long the line of waiting texts may get before more are refused."""
    concurrency: int = 0
    """REST requests that may be under way at once."""

    def change(self, name: str, value: float) -> None:
        """Set one limit; raises LimitRefused."""
        if value < 0:
            raise LimitRefused(f"The limit {name} must not be negative. 0 takes it away.")
        setattr(self, name, int(value) if name == "concurrency" else value)


class Pacer:
    """A line of texts or calls that leave one after the other."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._free = -inf

    @property
    def wait(self) -> float:
        """Seconds of call time until the next one that joins the line leaves."""
        return max(0.0, self._free - time.monotonic()) * self._clock.speed

    def join(self, units: int, rate: float) -> float:
        """Take a place; the seconds of call time until it is one's turn."""
        wait = self.wait
        if rate:
            start = max(self._free, time.monotonic())
            self._free = start + self._clock.scaled(units / rate)
        return wait
