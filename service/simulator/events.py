"""Everything that happened on the phones and in the exchange, in order, for whoever watches."""

import asyncio
from collections import deque
from typing import Any, Protocol

from service.simulator.clock import Clock
from service.simulator.sid import new_sid

KEPT = 5000
"""Events remembered; a page that loads replays them."""

Event = dict[str, Any]


class Tell(Protocol):
    """Something that wants to know what happened."""

    def __call__(self, kind: str, **fields: Any) -> None:
        """Take note of one event; the fields are plain JSON."""
        ...


class EventLog:
    """Numbered events. A reader asks for those after the last it has seen."""

    def __init__(self, clock: Clock) -> None:
        self.run = new_sid("EV")
        """Tells one start of the simulator from the next, since numbers begin anew."""
        self.last = 0
        self._clock = clock
        self._events: deque[Event] = deque(maxlen=KEPT)
        self._changed = asyncio.Event()

    def tell(self, kind: str, **fields: Any) -> None:
        """Append an event and wake every reader."""
        self.last += 1
        at = self._clock.now().isoformat(timespec="milliseconds")
        self._events.append({"seq": self.last, "at": at, "kind": kind, **fields})
        self._changed.set()
        self._changed = asyncio.Event()

    def since(self, seq: int) -> list[Event]:
        """Events after number ``seq``, as far as they are still kept."""
        return [event for event in self._events if event["seq"] > seq]

    async def wait(self, seq: int, seconds: float) -> list[Event]:
        """Events after ``seq``, as soon as there are any; empty when none came in time."""
        changed = self._changed
        if self.last <= seq:
            try:
                await asyncio.wait_for(changed.wait(), seconds)
            except TimeoutError:
                return []
        return self.since(seq)
