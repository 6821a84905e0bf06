"""Changing the time of day for everybody: the application first, then the simulator."""

from service.simulator.account import Account
from service.simulator.clock import Clock
from service.simulator.events import EventLog
from service.simulator.webhook import Webhooks


class Clockwork:
    """Keeps the application's clock and the simulator's together."""

    def __init__(
        self, account: Account, clock: Clock, events: EventLog, webhooks: Webhooks
    ) -> None:
        self._account = account
        self._clock = clock
        self._events = events
        self._webhooks = webhooks

    async def shift(self, offset: int) -> None:
        """Move both clocks to real time plus ``offset`` seconds.

        Raises WebhookFault if the application did not follow; then neither has moved.
        """
        url = self._account.hook("/handset/clock")
        await self._webhooks.send(url, "POST", {"Offset": str(offset)})
        self._clock.offset = offset
        self.announce()

    def announce(self) -> None:
        """Tell the handsets what time it is."""
        self._events.tell("clock", offset=self._clock.offset, speed=self._clock.speed)
