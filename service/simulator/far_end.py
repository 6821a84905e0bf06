"""The other end of a dialled leg: a Senate office, another phone, or nothing at all."""

from typing import Protocol

from service.simulator.clock import Clock
from service.simulator.conduct import Conduct, Outcome
from service.simulator.events import Tell
from service.simulator.exchange import Exchange
from service.simulator.line import Line, Pickup
from service.simulator.office import Office
from service.simulator.speech import duration, sentences


class FarEnd(Protocol):
    """What a call can be joined to."""

    async def ring(self, seconds: float) -> str:
        """``answered`` or the DialCallStatus of a call that nobody took in time."""
        ...

    async def talk(self) -> None:
        """The conversation; returns when the far end hangs up."""
        ...

    def close(self) -> None:
        """The leg is over, for whichever reason."""
        ...


class OfficeLine:
    """One line of a Senate office for one call, held from the start unless all are taken."""

    def __init__(self, office: Office, exchange: Exchange, clock: Clock, tell: Tell) -> None:
        self._office = office
        self._exchange = exchange
        self._clock = clock
        self._tell = tell
        self._conduct: Conduct = exchange.receive(office, clock.now())
        self._closed = self._recording = False

    async def ring(self, seconds: float) -> str:
        """Ring, or sound busy."""
        outcome = self._conduct.outcome
        if outcome in (Outcome.BUSY, Outcome.FAILED):
            await self._clock.sleep(self._conduct.rings)
            return str(outcome)
        self._show("ringing")
        await self._clock.sleep(min(seconds, self._conduct.rings))
        answered = outcome.picks_up and self._conduct.rings <= seconds
        return "answered" if answered else "no-answer"

    async def talk(self) -> None:
        """Staff say hello, listen and say goodbye; a machine greets, beeps and records."""
        outcome = self._conduct.outcome
        self._show("answered" if outcome is Outcome.ANSWER else str(outcome))
        for words in self._conduct.words:
            await self._say(words)
        self._recording = outcome is Outcome.VOICEMAIL
        await self._clock.sleep(self._conduct.listens)
        if self._conduct.farewell:
            await self._say(self._conduct.farewell)

    def close(self) -> None:
        """Give the line back; what was said after the tone is kept as a message."""
        if not self._closed:
            self._exchange.release(self._office, self._conduct, self._recording)
        self._closed = True

    def _show(self, state: str) -> None:
        self._tell("far", state=state)

    async def _say(self, words: str) -> None:
        for sentence in sentences(words):
            self._tell("far-said", words=sentence, language="en-US")
            await self._clock.sleep(duration(sentence))


class PhoneLine:
    """Another handset's phone, which really rings."""

    def __init__(self, line: Line, tell: Tell) -> None:
        self._line = line
        self._tell = tell

    async def ring(self, seconds: float) -> str:
        """Ring until its owner answers or declines."""
        self._tell("far", state="ringing")
        match await self._line.ring(seconds):
            case Pickup.ANSWERED | Pickup.MACHINE:
                return "answered"
            case Pickup.DECLINED:
                return "busy"
            case _:
                return "no-answer"

    async def talk(self) -> None:
        """Last until its owner hangs up."""
        self._tell("far", state="answered")
        self._line.tell("call", status="in-progress")
        await self._line.over()

    def close(self) -> None:
        """Hang up there too."""
        self._line.hang_up()
        self._line.tell("call", status="ended", reason="completed")


class NoLine:
    """A number that nobody has, or a phone that is in another call."""

    def __init__(self, status: str, clock: Clock) -> None:
        self._status = status
        self._clock = clock

    async def ring(self, seconds: float) -> str:
        """The network's answer, after a moment."""
        await self._clock.sleep(min(seconds, 1.5))
        return self._status

    async def talk(self) -> None:
        """Nobody is there to talk."""

    def close(self) -> None:
        """There is nothing to give back."""
