"""What becomes of a text after it was accepted: it waits its turn, leaves, arrives or does not."""

from datetime import datetime

from service.simulator.account import Account
from service.simulator.callbacks import Callbacks, Subscriber
from service.simulator.clock import Clock
from service.simulator.events import EventLog
from service.simulator.habit import Habit
from service.simulator.handset import Handset, Handsets
from service.simulator.limits import Limits, Pacer
from service.simulator.message import Message
from service.simulator.segment import count_segments
from service.simulator.troubles import Troubles

SENT_AFTER, DELIVERED_AFTER = 0.2, 0.5
"""Seconds of call time until a text leaves and until the phone has it."""
LOOK = 1.0
"""Real seconds between looks at the clock, which may be moved at any time."""
OVERFLOW, UNREACHABLE, EXPIRED, OPTED_OUT = 30001, 30003, 30036, 21610


class Delivery:
    """Carries texts to people, one after the other at the pace of our number."""

    def __init__(
        self,
        account: Account,
        clock: Clock,
        handsets: Handsets,
        events: EventLog,
        callbacks: Callbacks,
        limits: Limits,
        troubles: Troubles,
        blocked: set[str],
    ) -> None:
        self._account = account
        self._clock = clock
        self._handsets = handsets
        self._events = events
        self._callbacks = callbacks
        self._limits = limits
        self._troubles = troubles
        self._blocked = blocked
        self._pacer = Pacer(clock)

    @property
    def full(self) -> bool:
        """Whether the line of waiting texts is too long to take another."""
        return self._pacer.wait > self._limits.queue_seconds

    async def run(self, message: Message) -> None:
        """The rest of the text's life."""
        if message.send_at is not None and not await self._comes_due(message, message.send_at):
            return
        if message.service_sid:
            await self._progress(message, "queued")
        error = await self._queue(message)
        if error:
            await self._progress(message, "failed", error)
            return
        await self._clock.sleep(SENT_AFTER)
        message.sent = self._clock.now()
        await self._progress(message, "sent")
        await self._clock.sleep(DELIVERED_AFTER)
        await self._arrive(message)

    def show(self, message: Message, handset: Handset) -> None:
        """Put a text into the thread of a phone."""
        self._events.tell(
            "message",
            phone=handset.id,
            sid=message.sid,
            outgoing=message.direction == "inbound",
            body=message.body,
            media=message.media,
        )

    async def cancel(self, message: Message) -> None:
        """Take back a scheduled text."""
        await self._progress(message, "canceled")

    async def _comes_due(self, message: Message, moment: datetime) -> bool:
        while (left := (moment - self._clock.now()).total_seconds()) > 0:
            await self._clock.nap(min(left, LOOK))
        if message.status == "canceled":
            return False
        if message.to in self._blocked:
            await self._progress(message, "failed", OPTED_OUT)
            return False
        return True

    async def _queue(self, message: Message) -> int:
        """Wait for the text's turn; the error code if it does not come."""
        if self.full:
            return OVERFLOW
        if self._pacer.wait > message.validity:
            await self._clock.sleep(message.validity)
            return EXPIRED
        segments = count_segments(message.body)
        await self._clock.sleep(self._pacer.join(segments, self._limits.segment_rate))
        return 0

    async def _arrive(self, message: Message) -> None:
        handset = self._handsets.by_number(message.to)
        trouble = self._troubles.strikes("undelivered")
        if trouble is not None:
            await self._progress(message, "undelivered", trouble.code)
        elif handset is not None and handset.habit is Habit.UNREACHABLE:
            await self._progress(message, "undelivered", UNREACHABLE)
        else:
            if handset is not None:
                self.show(message, handset)
            await self._progress(message, "delivered")

    async def _progress(self, message: Message, status: str, error: int = 0) -> None:
        now = self._clock.now()
        message.advance(status, now, error)
        if message.callback:
            fields = message.receipt(self._account, now)
            await self._callbacks.tell(
                message.sid, Subscriber(message.callback), fields, message.over
            )
