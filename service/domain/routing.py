"""Which of a senator's offices to dial next, with the reason in words."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from math import exp, inf, sqrt

from service.domain.directory import Office, OfficeKind, Senator
from service.domain.hours import is_open
from service.domain.line import NO_NEWS, LineState

MOST_AT_ONCE = 5
"""Calls of ours into one number at once, unless an operator sets another cap."""
_HOPE, _DOUBT = 1.7, 0.3
"""As how many good and bad calls a number counts that nobody has tried of late."""
_REFUSED_SECONDS = 90.0
"""How long a refusal stands, about: a line frees up when one of its callers hangs up."""
_CURIOSITY = 0.5
"""How much luck counts beside what is known, in standard deviations."""
_CROWD = 0.3
"""How much less a number promises for each call of ours that it has already."""
_GOLDEN = 0.6180339887498949
"""Steps of this size spread one draw evenly over all offices."""
_KINDS = {OfficeKind.DC: "DC office", OfficeKind.STATE: "state office"}


@dataclass(frozen=True, slots=True)
class Choice:
    """An office to dial. ``reason`` is kept with the leg, for whoever asks why later."""

    office: Office
    reason: str


@dataclass(frozen=True, slots=True)
class Line:
    """An office and what is known of its number."""

    office: Office
    known: LineState | None
    """As much as it is still worth; None if nobody has tried it."""
    ours: int
    """Calls of ours that hold or ring it."""


@dataclass(frozen=True, slots=True)
class LineView:
    """What is known of the numbers of some offices at one moment. All keys are numbers, E.164."""

    states: Mapping[str, LineState] = field(default_factory=dict)
    in_flight: Mapping[str, int] = field(default_factory=dict)
    """Calls of ours that hold or ring it."""
    full: frozenset[str] = frozenset()
    """Just refused to be reserved: another call was quicker."""
    most: int = MOST_AT_ONCE
    """Cap of our calls at once into one number."""

    def room(self, number: str, now: datetime) -> int:
        """How many more calls of ours the number may get now; never negative."""
        return max(0, self.capacity(number, now) - self.in_flight.get(number, 0))

    def capacity(self, number: str, now: datetime) -> int:
        """How many calls of ours the number may have at once now."""
        state = self.states.get(number)
        return self._capacity(state.faded(now) if state else None)

    def _capacity(self, known: LineState | None) -> int:
        learned = self.most if known is None or known.room is None else int(known.room)
        return min(learned, self.most)

    def open_line(self, office: Office, now: datetime) -> Line | None:
        """The line of an open office as it stands; None while it may not be dialed."""
        number = office.phone
        if number in self.full:
            return None
        state = self.states.get(number)
        known = state.faded(now) if state else None
        ours = self.in_flight.get(number, 0)
        return Line(office, known, ours) if ours < self._capacity(known) else None


def rank(
    senator: Senator,
    now: datetime,
    view: LineView | None,
    draw: float,
    exclude: Collection[str] = (),
) -> tuple[Choice, ...]:
    """Their offices that may be dialed now, the best first, each number once.

    ``exclude`` holds numbers, as those this caller has dialed; ``draw`` is a chance from 0 to 1, by
    which offices are tried now and then that have not been heard of for long. Without a view the
    order is Washington, then state offices as the directory has them.
    """
    offices = [one for one in _distinct(senator, exclude) if is_open(one, now)]
    if view is None:
        return tuple(Choice(one, f"{_KINDS[one.kind]}, open") for one in offices)
    lines = filter(None, (view.open_line(one, now) for one in offices))
    rated = [
        (-_promise(line, now, (draw + place * _GOLDEN) % 1), place, line)
        for place, line in enumerate(lines)
    ]
    return tuple(Choice(line.office, _why(line)) for *_, line in sorted(rated, key=_by_promise))


def _distinct(senator: Senator, exclude: Collection[str]) -> list[Office]:
    """Washington first; a number under two names stands once."""
    ordered = sorted(senator.offices, key=lambda office: office.kind is not OfficeKind.DC)
    by_number: dict[str, Office] = {}
    for office in ordered:
        if office.phone not in exclude:
            by_number.setdefault(office.phone, office)
    return list(by_number.values())


def _by_promise(rated: tuple[float, int, Line]) -> tuple[float, int]:
    return rated[:2]


def _promise(line: Line, now: datetime, luck: float) -> float:
    """How much a call there promises; the less is known of the number, the more luck counts.

    Whether a person or a mailbox answers counts twice: a mailbox ends the caller's try, while after
    a busy signal the next office is dialed.
    """
    reached, missed, answered, refused, free = _HOPE, _DOUBT, _HOPE, _DOUBT, 1.0
    if line.known is not None:
        reached, missed = reached + line.known.reached, missed + line.known.missed
        answered, refused = answered + line.known.answered, refused + line.known.refused
        free = 1 - exp(-_quiet(line, now) / _REFUSED_SECONDS)
    share = reached / (reached + missed)
    spread = sqrt(share * (1 - share) / (reached + missed))
    person = max(0.0, share + _CURIOSITY * spread * (2 * luck - 1))
    return person * person * answered / (answered + refused) * free / (1 + _CROWD * line.ours)


def _quiet(line: Line, now: datetime) -> float:
    """Seconds since the number refused a call; without end if it has answered since."""
    refused = line.known.refused_at if line.known else None
    return inf if refused is None else (now - refused).total_seconds()


def _why(line: Line) -> str:
    there = f"; calls of ours there: {line.ours}" if line.ours else ""
    told = line.known.told() if line.known else NO_NEWS
    return f"{_KINDS[line.office.kind]}, open; {told}{there}"


def choose(
    senator: Senator,
    now: datetime,
    tried: Collection[str],
    view: LineView | None = None,
    draw: float = 0.0,
    dialed: Collection[str] = (),
) -> Choice | None:
    """The best open office that this call has not dialed.

    Returns None when no office is left that may be dialed now. ``tried`` holds office ids; an
    office whose number was already dialed under another id counts as tried. ``dialed`` holds
    numbers that this caller has dialed in other calls.
    """
    numbers = {office.phone for office in senator.offices if office.id in tried}
    ranked = rank(senator, now, view, draw, numbers.union(dialed))
    if not ranked:
        return None
    failed_over = "; the offices before it did not answer" if tried else ""
    return Choice(ranked[0].office, ranked[0].reason + failed_over)


def closed(senator: Senator, now: datetime) -> bool:
    """Whether none of their offices keeps hours now."""
    return not any(is_open(office, now) for office in senator.offices)


def insist(senator: Senator) -> Choice | None:
    """The DC office, open or not: the caller asked for it and may leave a message."""
    office = senator.dc_office
    return Choice(office, "the caller chose Washington all the same") if office else None
