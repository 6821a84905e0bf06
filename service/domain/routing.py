"""Which of a senator's offices to dial next, with the reason in words."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from math import exp, sqrt

from service.domain.directory import Office, OfficeKind, Senator
from service.domain.hours import is_open, opens
from service.domain.line import LineState

MOST_AT_ONCE = 3
"""Calls of ours into one number at once, unless an operator sets another cap."""
_HOPE, _DOUBT = 1.4, 0.6
"""Calls that came to a person and that did not, as which a number counts that nobody has tried."""
_REFUSED_SECONDS = 90.0
"""How long a refusal stands, about: a line frees up when one of its callers hangs up."""
_CURIOSITY = 0.5
_GOLDEN = 0.6180339887498949


@dataclass(frozen=True, slots=True)
class Choice:
    """An office to dial. ``reason`` is kept with the leg, for whoever asks why later."""

    office: Office
    reason: str


@dataclass(frozen=True, slots=True)
class LineView:
    """What is known of the numbers of some offices at one moment. All keys are numbers, E.164."""

    states: Mapping[str, LineState] = field(default_factory=dict)
    in_flight: Mapping[str, int] = field(default_factory=dict)
    """Calls of ours that hold or ring it."""
    aside: frozenset[str] = frozenset()
    """Not to be dialed."""
    full: frozenset[str] = frozenset()
    """Just refused to be reserved: another call was quicker."""
    most: int = MOST_AT_ONCE
    """Cap of our calls at once into one number."""

    def room(self, number: str, now: datetime) -> int:
        """How many more calls of ours the number may get now; never negative."""
        state = self.states.get(number)
        room = state.faded(now).room if state else None
        learned = self.most if room is None else int(room)
        return max(0, min(learned, self.most) - self.in_flight.get(number, 0))


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
    shut = view.aside | view.full
    free = [one for one in offices if one.phone not in shut and view.room(one.phone, now)]
    rated = [(_promise(one, now, view, (draw + n * _GOLDEN) % 1), n, one)
             for n, one in enumerate(free)]  # fmt: skip
    rated.sort(key=lambda each: (-each[0], each[1]))
    return tuple(Choice(one, _why(one, now, view)) for _, _, one in rated)


_KINDS = {OfficeKind.DC: "DC office", OfficeKind.STATE: "state office"}


def _distinct(senator: Senator, exclude: Collection[str]) -> list[Office]:
    """Washington first; a number under two names stands once."""
    ordered = sorted(senator.offices, key=lambda office: office.kind is not OfficeKind.DC)
    by_number: dict[str, Office] = {}
    for office in ordered:
        if office.phone not in exclude:
            by_number.setdefault(office.phone, office)
    return list(by_number.values())


def _promise(office: Office, now: datetime, view: LineView, luck: float) -> float:
    """About how likely a call comes to a person there; the less is known, the more luck counts."""
    state = view.states.get(office.phone)
    reached, missed, free = _HOPE, _DOUBT, 1.0
    if state is not None:
        faded = state.faded(now)
        reached, missed = reached + faded.reached, missed + faded.missed
        if faded.refused_at is not None:
            free = 1 - exp(-(now - faded.refused_at).total_seconds() / _REFUSED_SECONDS)
    heard = reached + missed
    rate = reached / heard
    spread = sqrt(rate * (1 - rate) / heard)
    used = view.in_flight.get(office.phone, 0)
    return (rate + _CURIOSITY * spread * (2 * luck - 1)) * free / (1 + 0.3 * used)


def _why(office: Office, now: datetime, view: LineView) -> str:
    state = view.states.get(office.phone)
    known = state and state.faded(now)
    lately = "no late news of it"
    if known and known.reached + known.missed >= 1:
        share = known.reached / (known.reached + known.missed)
        lately = f"a person answered {share:.0%} of late calls"
    ours = view.in_flight.get(office.phone, 0)
    there = f"; calls of ours there: {ours}" if ours else ""
    return f"{_KINDS[office.kind]}, open; {lately}{there}"


def choose(senator: Senator, now: datetime, tried: Collection[str]) -> Choice | None:
    """The next open office that this call has not dialed: Washington first, then state offices.

    Returns None when no office is left that keeps hours now. ``tried`` holds office ids; an office
    whose number was already dialed under another id counts as tried.
    """
    numbers = {office.phone for office in senator.offices if office.id in tried}
    ranked = rank(senator, now, None, 0.0, numbers)
    if not ranked:
        return None
    failed_over = "; the offices before it did not answer" if tried else ""
    return Choice(ranked[0].office, ranked[0].reason + failed_over)


def closed(senator: Senator, now: datetime) -> bool:
    """Whether none of their offices keeps hours now."""
    return not any(is_open(office, now) for office in senator.offices)


def washington_opens(senator: Senator, now: datetime) -> datetime | None:
    """When their DC office, closed now, keeps hours again: no other opens earlier in the day."""
    return opens(senator.dc_office, now) if senator.dc_office else None


def insist(senator: Senator) -> Choice | None:
    """The DC office, open or not: the caller asked for it and may leave a message."""
    office = senator.dc_office
    return Choice(office, "the caller chose Washington all the same") if office else None
