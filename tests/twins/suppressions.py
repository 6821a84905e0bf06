"""A list of stops in memory."""

from dataclasses import dataclass, field

from service.domain.suppression import Suppressions
from service.ports.suppressions import ListUnreadable


@dataclass
class SuppressionListTwin:
    """Implements ``ports.suppressions.SuppressionList``; ``writes`` counts how often it changed."""

    kept: Suppressions = field(default_factory=dict)
    aside: list[Suppressions] = field(default_factory=list)
    readable: bool = True
    writable: bool = True
    writes: int = 0

    def read(self) -> Suppressions:
        """What was kept last."""
        if not self.readable:
            raise ListUnreadable("the list of stops was altered: bring back a copy of it")
        return self.kept

    def keep(self, stops: Suppressions) -> None:
        """Replace it."""
        if not self.writable:
            raise OSError("the disk is full")
        self.kept, self.writes = dict(stops), self.writes + 1

    def set_aside(self) -> None:
        """Begin anew."""
        self.aside.append(self.kept)
        self.kept, self.readable = {}, True
