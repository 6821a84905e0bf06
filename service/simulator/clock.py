"""The simulated time of day, and how fast time is felt to pass on a call."""

import asyncio
from datetime import UTC, datetime, timedelta

from service.domain.errors import PatchlineError

SPEEDS = (0.25, 1000.0)
"""The slowest and the fastest pace that can be asked for."""


class PaceRefused(PatchlineError):
    """The asked speed lies outside what the simulator can keep."""


class Clock:
    """Real time plus an offset; pauses shrink by ``speed``, the time of day does not."""

    def __init__(self, offset: float = 0.0, speed: float = 1.0) -> None:
        self.offset = offset
        """Seconds added to real time."""
        self.speed = speed

    def now(self) -> datetime:
        """The simulated moment, in UTC."""
        return datetime.now(UTC) + timedelta(seconds=self.offset)

    def scaled(self, seconds: float) -> float:
        """How long a stretch of call time lasts in real seconds."""
        return seconds / self.speed

    async def sleep(self, seconds: float) -> None:
        """Let a stretch of call time pass."""
        await asyncio.sleep(self.scaled(seconds))

    async def nap(self, seconds: float) -> None:
        """Let real seconds pass, as the time of day does."""
        await asyncio.sleep(seconds)

    def hasten(self, speed: float) -> None:
        """Change the pace; raises PaceRefused outside ``SPEEDS``."""
        if not SPEEDS[0] <= speed <= SPEEDS[1]:
            raise PaceRefused(f"The speed must lie between {SPEEDS[0]:g} and {SPEEDS[1]:g}.")
        self.speed = speed
