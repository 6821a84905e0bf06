"""How many people who are not on these phones call the Senate."""

import math
from dataclasses import dataclass

from service.domain.errors import PatchlineError
from service.simulator.senate_model import Meets, PhoneModel, SenateHabits

HEAVIEST = 8.0
_HALVINGS = 40


class TrafficRefused(PatchlineError):
    """The load or busyness lies outside its range."""


@dataclass(frozen=True, slots=True)
class Traffic:
    """One position of the dial; one of the two is set, and both where nobody else calls.

    Raises TrafficRefused outside the ranges.
    """

    load: float | None = None
    """Calls of others to Washington, as a multiple of what its staff can answer, 0 to 8."""
    busyness: float | None = None
    """The share of calls that find every line taken, the same in each office, 0 to 1."""

    def __post_init__(self) -> None:
        if self.load is not None and not 0 <= self.load <= HEAVIEST:
            raise TrafficRefused(f"The load must lie between 0 (quiet) and {HEAVIEST:g}.")
        if self.busyness is not None and not 0 <= self.busyness <= 1:
            raise TrafficRefused("Busyness must lie between 0 (idle) and 1 (swamped).")

    @property
    def quiet(self) -> bool:
        """Whether nobody else calls, so that staff answer while a line is free."""
        return not self.load and not self.busyness

    def calls(self, phone: PhoneModel, is_dc: bool, habits: SenateHabits) -> float:
        """Calls of others a second to an office with that phone; infinite if no line is ever free.

        ``phone.people`` must be those of office hours.
        """
        if self.busyness is None:
            return habits.outside_calls(is_dc, phone.people, self.load or 0.0)
        if self.busyness == 1:
            return math.inf
        return _calls_that_block(self.busyness, phone, habits)


def blocked(calls: float, phone: PhoneModel, habits: SenateHabits) -> float:
    """The share of calls that find all lines taken, if so many come in a second."""
    talk = habits.answer + habits.talk
    message = habits.line_seconds(Meets.MAILBOX, 0)
    weights, departures = [1.0], 0.0
    for line in range(phone.lines):
        departures += 1 / (talk if line < phone.people else message)
        weights.append(weights[-1] * calls / departures)
    return weights[-1] / sum(weights)


def _calls_that_block(share: float, phone: PhoneModel, habits: SenateHabits) -> float:
    """The inverse of ``blocked``."""
    low, high = 0.0, 1.0
    while blocked(high, phone, habits) < share:
        high *= 2
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if blocked(middle, phone, habits) < share else (low, middle)
    return low
