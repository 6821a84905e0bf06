"""A day run through event by event, on one way to choose offices."""

from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from heapq import heapify, heappop, heappush
from itertools import count

from benchmarks.surge.arrivals import Caller, Outsider
from benchmarks.surge.exchange import Exchange
from benchmarks.surge.parameters import Manners
from benchmarks.surge.strategies import Strategy
from benchmarks.surge.tally import Tally
from service.domain.directory import Senator
from service.domain.free_lines import UNDER_WAY
from service.domain.legs import MAX_DIALS
from service.domain.line import LineSign
from service.simulator.senate_model import Meets, SenateHabits

_SIGNS = {
    Meets.PERSON: LineSign.ANSWERED,
    Meets.MAILBOX: LineSign.ANSWERED,
    Meets.FULL: LineSign.ANSWERED,
    Meets.BUSY: LineSign.BUSY,
    Meets.SILENCE: LineSign.NO_ANSWER,
}


@dataclass(slots=True)
class Attempt:
    """A call of one caller, on its way from office to office."""

    caller: Caller
    number: int = 0
    """How often they had called before."""
    tried: set[str] = field(default_factory=set)
    rung: bool = False
    waits_since: float = 0.0
    rings: int = 0


class Day:
    """Everything that happens, in order of time."""

    def __init__(
        self,
        exchange: Exchange,
        habits: SenateHabits,
        manners: Manners,
        strategy: Strategy,
        rings_back: bool,
        ends: float,
    ) -> None:
        self.tally = Tally()
        self._phones = exchange.phones
        self._habits, self._manners = habits, manners
        self._strategy, self._rings_back = strategy, rings_back
        self._queues: dict[str, deque[Attempt]] = {}
        self._ringing: Counter[str] = Counter()
        self._promised: dict[str, deque[datetime]] = {}
        self._ours: dict[str, int] = dict.fromkeys(exchange.phones, 0)
        self._events: list[tuple[float, int, Callable[..., None], tuple[object, ...]]] = []
        self._order = count()
        self._ends = ends
        self._now = 0.0
        for outage in exchange.outages:
            self._plan(outage.begins, self._down, outage.number, True)
            self._plan(outage.ends, self._down, outage.number, False)

    def run(self, callers: Iterable[Caller], outsiders: Iterable[Outsider]) -> Tally:
        """Let the day pass until nothing more happens."""
        for caller in callers:
            self.tally.callers[caller.senator.state] += 1
            self._plan(caller.at, self._dial, Attempt(caller))
        for outsider in outsiders:
            self._plan(outsider.at, self._outside, outsider)
        heapify(self._events)
        while self._events:
            self._now, _, happen, arguments = heappop(self._events)
            happen(*arguments)
        return self.tally

    def _plan(self, at: float, happen: Callable[..., None], *arguments: object) -> None:
        heappush(self._events, (at, next(self._order), happen, arguments))

    def _down(self, number: str, down: bool) -> None:
        self._phones[number].down = down

    def _outside(self, outsider: Outsider) -> None:
        phone = self._phones[outsider.number]
        meets = phone.arrive()
        self.tally.outsiders += 1
        self.tally.outsiders_refused += meets is Meets.BUSY
        message = meets is Meets.MAILBOX and outsider.leaves_message
        ends = self._now + self._habits.line_seconds(meets, outsider.talk)
        self._plan(ends, phone.leave, meets, message)

    def _dial(self, attempt: Attempt) -> None:
        office = None
        if len(attempt.tried) < MAX_DIALS:
            office = self._strategy.choose(attempt.caller.senator, attempt.tried, self._now)
        if office is None:
            self._nobody(attempt)
            return
        number = office.phone
        attempt.tried.add(number)
        self.tally.dials += 1
        self._strategy.begun(number)
        self._ours[number] += 1
        self.tally.most_at_once[number] = max(self.tally.most_at_once[number], self._ours[number])
        meets = self._phones[number].arrive()
        seconds = self._habits.line_seconds(meets, attempt.caller.talk)
        self._plan(self._now + seconds, self._hung_up, attempt, number, meets, seconds)

    def _hung_up(self, attempt: Attempt, number: str, meets: Meets, seconds: float) -> None:
        caller = attempt.caller
        self._ours[number] -= 1
        self._phones[number].leave(meets, meets is Meets.MAILBOX and caller.leaves_message)
        talked = seconds - self._habits.answer
        self._strategy.ended(number, _SIGNS[meets], talked, self._now)
        match meets:
            case Meets.BUSY:
                self.tally.busy_seconds += seconds
                self.tally.refusals[number] += 1
                self._dial(attempt)
            case Meets.SILENCE:
                self._dial(attempt)
            case Meets.PERSON:
                self._tell(attempt, number, LineSign.SPOKE)
                self.tally.dials_of_reached += len(attempt.tried)
                self.tally.reached[caller.senator.state] += 1
                self._keep(attempt)
            case Meets.MAILBOX if caller.leaves_message:
                self._tell(attempt, number, LineSign.MESSAGE)
                self.tally.recorded[caller.senator.state] += 1
                self.tally.kept_recorded[caller.senator.bioguide] += attempt.rung
            case _:
                self._tell(attempt, number, LineSign.NOT_THROUGH)
                self._try_later(attempt)

    def _tell(self, attempt: Attempt, number: str, sign: LineSign) -> None:
        if attempt.caller.tells:
            self._strategy.told(number, sign, self._now)

    def _keep(self, attempt: Attempt) -> None:
        if attempt.rung:
            self.tally.kept[attempt.caller.senator.bioguide] += 1
            self.tally.waited_seconds += self._now - attempt.waits_since

    def _nobody(self, attempt: Attempt) -> None:
        senator = attempt.caller.senator
        if not attempt.rung and self._rings_back and attempt.caller.accepts_ring:
            self.tally.accepted[senator.bioguide] += 1
            attempt.rung, attempt.waits_since = True, self._now
            self._queue(senator).append(attempt)
        else:
            self._try_later(attempt)

    def _try_later(self, attempt: Attempt) -> None:
        """Call again after a while; whoever was rung for nothing keeps their place."""
        if attempt.rung:
            self._plan(self._now + self._manners.queue_pause_seconds, self._wait_on, attempt)
        elif attempt.number < len(attempt.caller.pauses):
            again = Attempt(attempt.caller, attempt.number + 1)
            self._plan(self._now + attempt.caller.pauses[attempt.number], self._dial, again)

    def _wait_on(self, attempt: Attempt) -> None:
        self._queue(attempt.caller.senator).appendleft(attempt)

    def _queue(self, senator: Senator) -> deque[Attempt]:
        if senator.bioguide not in self._queues:
            self._queues[senator.bioguide] = deque()
            self._plan(self._now + self._manners.queue_seconds, self._serve, senator)
        return self._queues[senator.bioguide]

    def _serve(self, senator: Senator) -> None:
        """Ring the first in line, as many as the strategy says; nobody is rung after hours."""
        queue = self._queues[senator.bioguide]
        most = self._rings(senator) if queue else 0
        for attempt in [queue.popleft() for _ in range(min(most, len(queue)))]:
            self._ringing[senator.bioguide] += 1
            self._promised[senator.bioguide].append(datetime.fromtimestamp(self._now, UTC))
            self._plan(self._now + self._manners.ring_seconds, self._rang, attempt)
        if self._now < self._ends:
            self._plan(self._now + self._manners.queue_seconds, self._serve, senator)

    def _rings(self, senator: Senator) -> int:
        promised = self._promised.setdefault(senator.bioguide, deque())
        old = datetime.fromtimestamp(self._now, UTC) - UNDER_WAY
        while promised and promised[0] <= old:
            promised.popleft()
        on_the_way = self._ringing[senator.bioguide]
        return self._strategy.rings(senator, self._now, promised, on_the_way)

    def _rang(self, attempt: Attempt) -> None:
        bioguide = attempt.caller.senator.bioguide
        self._ringing[bioguide] -= 1
        self.tally.rings += 1
        attempt.rings += 1
        attempt.tried = set()
        if attempt.rings > 1 or attempt.caller.takes_ring[0]:
            self._dial(attempt)
        elif attempt.caller.takes_ring[1]:
            self._wait_on(attempt)
        else:
            self.tally.not_taken[bioguide] += 1
