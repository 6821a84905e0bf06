"""The phones that people hold: their numbers, where they live, the call they are in."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from service.domain.errors import PatchlineError
from service.simulator.clock import Clock
from service.simulator.events import EventLog
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
    line: Line | None = None
    """The present call, if any."""

    @property
    def caller_id(self) -> str:
        """The number that a call from here shows."""
        return ANONYMOUS if self.anonymous else self.number

    @property
    def busy(self) -> bool:
        """Whether it is in a call or rings."""
        return self.line is not None and not self.line.gone

    def to_json(self) -> dict[str, object]:
        """What the handset page shows of it."""
        return {
            "id": self.id,
            "number": self.number,
            "pretty": pretty(self.number),
            "label": self.label,
            "state": self.state,
            "anonymous": self.anonymous,
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

    def ring(self, handset: Handset, call_sid: str, peer: str) -> Line:
        """A call arrives at the phone, which must not be busy."""
        return self._open(handset, call_sid, peer, "ringing")

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
