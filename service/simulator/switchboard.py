"""The phone of one office through a day: lines that come and go as others call it."""

import math
import random
from dataclasses import dataclass
from datetime import datetime
from heapq import heappop, heappush

from service.simulator.office import Office
from service.simulator.senate_model import Meets, PhoneModel, SenateHabits, phone_model
from service.simulator.traffic import Traffic


@dataclass(frozen=True, slots=True)
class Lines:
    """How an office stands at one moment."""

    lines: int
    taken: int
    """Of those, by whomever."""
    ours: int
    """Of those that are taken, by the phones of the handset."""
    down: bool
    """Whether it rings and nothing answers."""


class Switchboard:
    """Plays the day of an office up to the moment at which it is looked at, from its opening on.

    The outside callers of a day are drawn from ``dice`` in the order of time. An office has the
    same lines whenever it is met: they are drawn from its number. Moments are seconds since 1970.
    """

    def __init__(self, office: Office, habits: SenateHabits, dice: random.Random) -> None:
        self.office = office
        sizes = random.Random(f"lines of {office.number}")  # noqa: S311
        self.phone: PhoneModel = phone_model(habits, office.is_dc, sizes)
        self.ours = 0
        self._people = self.phone.people
        self._habits, self._dice = habits, dice
        self._traffic = Traffic(load=0.0)
        self._calls = 0.0
        self._opened = self._closes = self._at = -math.inf
        self._arrives = math.inf
        self._outage = (math.inf, math.inf)
        self._others: list[tuple[float, Meets, bool]] = []
        """Who is on the line: when each hangs up, what they met, whether they leave a message."""

    def look(self, now: datetime, traffic: Traffic) -> Lines:
        """What can be seen on the lines now."""
        opened, closes = (moment.timestamp() for moment in self.office.day(now))
        at = now.timestamp()
        if opened != self._opened or at < self._at or traffic != self._traffic:
            self._begin(opened, closes, traffic)
        self._play(at)
        self.phone.people = self._people if at < closes else 0
        return Lines(self.phone.lines, self.phone.taken, self.ours, self.phone.down)

    def take(self) -> Meets:
        """A call of ours comes in; it holds its line until ``leave``. Look first."""
        meets = self.phone.arrive()
        self.ours += meets is not Meets.BUSY
        return meets

    def leave(self, meets: Meets, message: bool) -> None:
        """A call of ours that met this is over, perhaps after a message."""
        self.ours -= meets is not Meets.BUSY
        self.phone.leave(meets, message)

    def _begin(self, opened: float, closes: float, traffic: Traffic) -> None:
        """The day anew: the mailbox is empty, and of the lines only ours are held."""
        for _, meets, _ in self._others:
            self.phone.leave(meets)
        self._others.clear()
        self.phone.people, self.phone.messages = self._people, 0
        self._opened, self._closes, self._traffic = opened, closes, traffic
        self._calls = traffic.calls(self.phone, self.office.is_dc, self._habits)
        self._arrives = self._after(opened)
        self._outage = (math.inf, math.inf)
        if not traffic.quiet and self._dice.random() < self._habits.outage_share:
            begins = self._dice.uniform(opened, closes - self._habits.outage)
            self._outage = (begins, begins + self._habits.outage)

    def _play(self, until: float) -> None:
        self.phone.people = self._people
        while (moment := min(self._arrives, self._leaves)) <= until:
            self._set_down(moment)
            if self._leaves <= self._arrives:
                self._hang_up()
            else:
                self._arrive(moment)
        self._set_down(until)
        if math.isinf(self._calls):
            self._fill(until)
        self._at = until

    @property
    def _leaves(self) -> float:
        return self._others[0][0] if self._others else math.inf

    def _set_down(self, moment: float) -> None:
        self.phone.down = self._outage[0] <= moment < self._outage[1]

    def _after(self, moment: float) -> float:
        """When the next outsider calls; nobody calls an office that has closed."""
        if self._calls == 0 or math.isinf(self._calls):
            return math.inf
        arrives = moment + self._dice.expovariate(self._calls)
        return arrives if arrives < self._closes else math.inf

    def _arrive(self, moment: float) -> None:
        self._arrives = self._after(moment)
        meets = self.phone.arrive()
        if meets is Meets.BUSY:
            return
        message = meets is Meets.MAILBOX and self._dice.random() < self._habits.leaves_message
        talk = self._habits.talk_seconds(self._dice)
        heappush(self._others, (moment + self._habits.line_seconds(meets, talk), meets, message))

    def _hang_up(self) -> None:
        _, meets, message = heappop(self._others)
        self.phone.leave(meets, message)

    def _fill(self, moment: float) -> None:
        """Have every line taken until the office closes."""
        while moment < self._closes and (meets := self.phone.arrive()) is not Meets.BUSY:
            heappush(self._others, (self._closes, meets, False))
