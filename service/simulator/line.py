"""One person's end of one call: it rings, is answered, carries keys and is hung up."""

import asyncio
from collections.abc import Coroutine
from enum import StrEnum
from typing import Any, TypeVar

from service.domain.errors import PatchlineError
from service.simulator.caller import Goto, HungUp, Transferred
from service.simulator.clock import Clock
from service.simulator.events import Tell

T = TypeVar("T")

KEYS = frozenset("0123456789*#")


class Pickup(StrEnum):
    """How ringing ended."""

    ANSWERED = "answered"
    MACHINE = "machine"
    """An answering machine took the call: it listens and presses nothing."""
    DECLINED = "declined"
    NO_ANSWER = "no-answer"
    CANCELED = "canceled"


class NotOnTheLine(PatchlineError):
    """The key, answer or hang-up does not fit what the phone is doing."""


class Line:
    """The phone of a handset for the length of one call.

    ``tell`` reports events about this call to the handset.
    """

    def __init__(self, clock: Clock, tell: Tell) -> None:
        self.tell = tell
        self.gone = False
        """Whether either side has ended the call."""
        self._clock = clock
        self._signals: asyncio.Queue[str | PatchlineError] = asyncio.Queue()
        self._pickup: asyncio.Future[Pickup] = asyncio.get_running_loop().create_future()

    @property
    def ringing(self) -> bool:
        """Whether somebody could still answer."""
        return not self._pickup.done() and not self.gone

    async def ring(self, seconds: float) -> Pickup:
        """Ring until somebody or something answers, at most that long."""
        await asyncio.wait({self._pickup}, timeout=self._clock.scaled(seconds))
        return self.settle(Pickup.NO_ANSWER)

    def settle(self, pickup: Pickup) -> Pickup:
        """End the ringing; what ended it first stays."""
        if not self._pickup.done():
            self._pickup.set_result(pickup)
        return self._pickup.result()

    def pick_up(self, pickup: Pickup) -> None:
        """Answer, decline or leave it to the machine; raises NotOnTheLine unless it rings."""
        if not self.ringing:
            raise NotOnTheLine("This phone is not ringing. Wait for a call.")
        self.settle(pickup)

    def press(self, keys: str) -> None:
        """Press keys one after the other; raises NotOnTheLine for other characters or no call."""
        if not keys or not set(keys) <= KEYS:
            raise NotOnTheLine("A keypad has only 0-9, * and #. Press one of those.")
        if self.gone:
            raise NotOnTheLine("The call is over. Place a new one.")
        for key in keys:
            self._signals.put_nowait(key)
            self.tell("key", key=key)

    def hang_up(self) -> None:
        """End the call from either side; doing so twice changes nothing."""
        if not self.gone:
            self.gone = True
            self.settle(Pickup.CANCELED)
            self._signals.put_nowait(HungUp("The call has ended."))

    def transfer(self, goto: Goto) -> None:
        """Have whatever the call waits for broken off and ``goto`` run instead."""
        self._signals.put_nowait(Transferred(goto))

    def forget_keys(self) -> None:
        """Drop keys that nobody has asked for."""
        waiting = [self._signals.get_nowait() for _ in range(self._signals.qsize())]
        for signal in waiting:
            if not isinstance(signal, str):
                self._signals.put_nowait(signal)

    async def wait(self, seconds: float, listening: bool) -> str | None:
        """Let time pass; returns the first key at once if ``listening``.

        Raises HungUp and Transferred as soon as they happen.
        """
        if self.gone:
            raise HungUp("The call has ended.")
        try:
            async with asyncio.timeout(self._clock.scaled(seconds)):
                while True:
                    signal = await self._signal()
                    if listening:
                        return signal
        except TimeoutError:
            return None

    async def during(self, work: Coroutine[Any, Any, T], stop_on: str) -> T | None:
        """The result of ``work``, or None if the key ``stop_on`` was pressed first.

        Raises HungUp and Transferred; work that is not finished is canceled.
        """
        task = asyncio.ensure_future(work)
        try:
            while not task.done():
                signal = asyncio.ensure_future(self._signal())
                try:
                    await asyncio.wait({task, signal}, return_when=asyncio.FIRST_COMPLETED)
                    if signal.done() and signal.result() == stop_on:
                        return None
                finally:
                    signal.cancel()
            return task.result()
        finally:
            task.cancel()

    async def over(self) -> None:
        """Wait until this call has ended; keys are heard by nobody."""
        while not self.gone:
            try:
                await self._signal()
            except HungUp:
                return

    async def _signal(self) -> str:
        signal = await self._signals.get()
        if isinstance(signal, PatchlineError):
            raise signal
        return signal
