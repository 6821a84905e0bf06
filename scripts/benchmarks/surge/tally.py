"""What one day came to."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """Counts of one run. ``Counter``s are by state, unless said otherwise."""

    callers: Counter[str] = field(default_factory=Counter)
    reached: Counter[str] = field(default_factory=Counter)
    """Callers who spoke to a person."""
    recorded: Counter[str] = field(default_factory=Counter)
    """Callers who left a message, and reached nobody."""
    dials: int = 0
    dials_of_reached: int = 0
    """Dials made in the calls in which a person was reached."""
    outsiders: int = 0
    outsiders_refused: int = 0
    """Other people's calls that found all lines taken."""
    busy_seconds: float = 0.0
    refusals: Counter[str] = field(default_factory=Counter)
    """By number: calls of ours that found all its lines taken."""
    most_at_once: Counter[str] = field(default_factory=Counter)
    """By number: the most calls of ours in it at once."""
    accepted: Counter[str] = field(default_factory=Counter)
    """By senator: callers who agreed to be rung."""
    kept: Counter[str] = field(default_factory=Counter)
    """By senator: those of them who spoke to a person that day."""
    kept_recorded: Counter[str] = field(default_factory=Counter)
    """By senator: those of them who left a message instead."""
    rings: int = 0
    not_taken: Counter[str] = field(default_factory=Counter)
    """By senator: those who did not pick up, twice."""
    waited_seconds: float = 0.0
    """Of those in ``kept``, from their agreement to the end."""

    def share_reached(self) -> float:
        """Of all callers."""
        return self.reached.total() / self.callers.total()

    def share_served(self) -> float:
        """Who reached a person or at least left a message."""
        return (self.reached.total() + self.recorded.total()) / self.callers.total()

    def dials_per_success(self) -> float:
        """All dials, also those of callers who reached nobody, for each who reached a person."""
        return self.dials / self.reached.total()

    def waiting(self, senator: str) -> int:
        """Those who agreed to be rung and whom nobody served by the end of the day."""
        served = self.kept[senator] + self.kept_recorded[senator] + self.not_taken[senator]
        return self.accepted[senator] - served

    def fairness(self) -> float:
        """Jain's index over the states' shares of callers who reached a person: 1 is even."""
        shares = [self.reached[state] / self.callers[state] for state in self.callers]
        squares = len(shares) * sum(share * share for share in shares)
        return sum(shares) ** 2 / squares if squares else 1.0
