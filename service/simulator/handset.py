"""The phones that people hold: their numbers, where they live, the call they are in."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from service.domain.errors import PatchlineError
from service.simulator.clock import Clock
from service.simulator.events import EventLog
from service.simulator.faults import Fault
from service.simulator.habit import PICKUPS, RINGS, Habit
from service.simulator.line import Line
from service.simulator.numbers import ANONYMOUS, country_of, parse_number, pretty
from service.simulator.states import STATES

LABEL_LIMIT = 60
PHONE_LIMIT = 50


class HandsetRefused(PatchlineError):
    """A phone cannot be added or found as asked."""


@dataclass(slots=True)
class Handset:
    """One phone. ``id`` stands in URLs, so that its number need not."""

    id: str
    number: str = field(repr=False)
    label: str = field(repr=False)
    state: str
    """USPS code of the state, district or territory; empty abroad."""
    anonymous: bool = False
    """Whether its calls withhold their number."""
    habit: Habit = Habit.BY_HAND
    line: Line | None = None
    """The present call, if any."""

    @property
    def caller_id(self) -> str:
        """The number that a call from here shows."""
        return ANONYMOUS if self.anonymous else self.number

    @property
    def busy(self) -> bool:
        """Whether it is in a call or rings, or always is."""
        in_call = self.line is not None and not self.line.gone
        return in_call or self.habit is Habit.BUSY

    def to_json(self) -> dict[str, object]:
        """What the handset page shows of it."""
        return {
            "id": self.id,
            "number": self.number,
            "pretty": pretty(self.number),
            "label": self.label,
            "state": self.state,
            "anonymous": self.anonymous,
            "habit": str(self.habit),
        }


class Handsets:
    """All phones, by id and by number."""

    def __init__(self, clock: Clock, events: EventLog) -> None:
        self._clock = clock
        self._events = events
        self._by_number: dict[str, Handset] = {}

    def __iter__(self) -> Iterator[Handset]:
        return iter(self._by_number.values())

    def add(self, number: str, label: str, state: str) -> Handset:
        """A new phone; raises NotANumber for nonsense and HandsetRefused for what cannot be."""
        e164 = parse_number(number)
        if e164 in self._by_number:
            raise HandsetRefused("That phone is already here. Choose another number.")
        if len(self._by_number) >= PHONE_LIMIT:
            raise HandsetRefused(f"There are {PHONE_LIMIT} phones already. Use one of them.")
        if state and state not in STATES:
            raise HandsetRefused("That is no state. Use its two-letter postal code, as in VT.")
        handset = Handset(
            id=f"p{len(self._by_number) + 1}",
            number=e164,
            label=" ".join(label.split())[:LABEL_LIMIT],
            state=state if e164.startswith("+1") else "",
        )
        self._by_number[e164] = handset
        self._events.tell("phone", phone=handset.id, **handset.to_json())
        return handset

    def by_id(self, handset_id: str) -> Handset:
        """The phone with this id; raises HandsetRefused."""
        for handset in self:
            if handset.id == handset_id:
                return handset
        raise HandsetRefused("There is no such phone. Load the page again.")

    def by_number(self, e164: str) -> Handset | None:
        """The phone with this number, if it is here."""
        return self._by_number.get(e164)

    def withhold(self, handset: Handset, anonymous: bool) -> None:
        """Have the phone's calls show its number, or not."""
        handset.anonymous = anonymous
        self._events.tell("phone", phone=handset.id, **handset.to_json())

    def accustom(self, handset: Handset, habit: str) -> None:
        """Have the phone meet calls and texts by itself; raises HandsetRefused."""
        if habit not in tuple(Habit):
            known = ", ".join(each for each in Habit if each)
            raise HandsetRefused(f"The habit must be empty or one of: {known}.")
        handset.habit = Habit(habit)
        self._events.tell("phone", phone=handset.id, **handset.to_json())

    def reachable(self, e164: str) -> Handset | None:
        """The phone with this number, if it is here and switched on."""
        handset = self.by_number(e164)
        return None if handset is None or handset.habit is Habit.UNREACHABLE else handset

    def ring(self, handset: Handset, call_sid: str, peer: str) -> Line:
        """A call arrives at the phone, which must not be busy; its habit may take it."""
        line = self._open(handset, call_sid, peer, "ringing")
        if handset.habit in PICKUPS:
            loop, pickup = asyncio.get_running_loop(), PICKUPS[handset.habit]
            loop.call_later(self._clock.scaled(RINGS), line.settle, pickup)
        return line

    def dial(self, handset: Handset, call_sid: str, peer: str) -> Line:
        """The phone, which must not be busy, places a call."""
        return self._open(handset, call_sid, peer, "dialing")

    def _open(self, handset: Handset, call_sid: str, peer: str, status: str) -> Line:
        tell = partial(self._events.tell, phone=handset.id, sid=call_sid)
        handset.line = Line(self._clock, tell)
        tell("call", status=status, peer=pretty(peer))
        return handset.line

    def geography(self, side: str, e164: str) -> dict[str, str]:
        """``FromCity`` and so on of a number, for ``side`` From, To, Caller or Called."""
        handset = self.by_number(e164)
        return {
            f"{side}City": "",
            f"{side}State": handset.state if handset else "",
            f"{side}Zip": "",
            f"{side}Country": "" if e164 == ANONYMOUS else country_of(e164),
        }

    def show_fault(self, fault: Fault, *numbers: str) -> None:
        """Show what went wrong on the phone that has one of the numbers, if there is one."""
        found = filter(None, map(self.by_number, numbers))
        phone = next((handset.id for handset in found), "")
        self._events.tell("fault", phone=phone, code=fault.code, words=str(fault))
