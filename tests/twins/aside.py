"""A copy of the numbers set aside, in memory."""

from dataclasses import dataclass


@dataclass
class AsideTwin:
    """Implements ``ports.set_aside.AsideCopy``; ``writes`` counts how often it changed."""

    kept: frozenset[str] = frozenset()
    writes: int = 0

    def read(self) -> frozenset[str]:
        """The numbers kept last."""
        return self.kept

    def keep(self, numbers: frozenset[str]) -> None:
        """Replace them."""
        self.kept, self.writes = numbers, self.writes + 1
