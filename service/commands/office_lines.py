"""One line of ``patchline offices`` for each office."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from service.domain.directory import Office, Senator
from service.domain.hours import is_open, opens
from service.domain.leg_report import AnswerRate
from service.domain.line import NO_NEWS
from service.domain.routing import LineView
from service.domain.set_aside import SetAside


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of numbers, E.164."""

    rates: Mapping[str, AnswerRate] = field(default_factory=dict)
    aside: Mapping[str, SetAside] = field(default_factory=dict)
    lines: LineView | None = None
    """What the router goes by; None where it is not known."""


def fields(senator: Senator, office: Office, now: datetime, known: Known) -> dict[str, object]:
    """For a script. ``opens`` is null while it is open, or where it stays closed for a year."""
    opening = None if is_open(office, now) else opens(office, now)
    rate = known.rates.get(office.phone, AnswerRate(0, 0))
    aside = known.aside.get(office.phone)
    return {
        "senator": senator.name,
        "bioguide": senator.bioguide,
        "state": senator.state,
        "office": office.id,
        "kind": office.kind.value,
        "city": office.city,
        "phone": office.phone,
        "time_zone": office.time_zone,
        "open": is_open(office, now),
        "opens": opening.isoformat() if opening else None,
        "calls": rate.calls,
        "answered": rate.answered,
        "set_aside": _aside_fields(aside) if aside else None,
        "line": _line_fields(known.lines, office.phone, now) if known.lines else None,
    }


def line(senator: Senator, office: Office, now: datetime, known: Known) -> str:
    """For a person."""
    rate, aside = known.rates.get(office.phone), known.aside.get(office.phone)
    told = [
        _hours(office, now),
        f"{rate.answered} of {rate.calls} calls answered" if rate else "",
        _heard(known.lines, office.phone, now) if known.lines else "",
        f"set aside {aside.since:%Y-%m-%d} by {aside.by}: {aside.reason}" if aside else "",
    ]
    return (
        f"{senator.name:<24} {senator.state}  {office.kind.value:<5} {office.city:<20} "
        f"{office.phone}  {office.time_zone:<28} {'; '.join(filter(None, told))}"
    )


def _hours(office: Office, now: datetime) -> str:
    if is_open(office, now):
        return "open"
    opening = opens(office, now)
    return f"closed until {opening:%a %Y-%m-%d %H:%M}" if opening else "closed"


def _heard(view: LineView, number: str, now: datetime) -> str:
    state, ours = view.states.get(number), view.in_flight.get(number, 0)
    full = state is not None and state.mailbox_full(now)
    told = [
        state.faded(now).told() if state else "",
        f"{ours} of ours on it" if ours else "",
        "mailbox full" if full else "",
    ]
    return ", ".join(filter(None, told))


def _line_fields(view: LineView, number: str, now: datetime) -> dict[str, object]:
    """``takes``: how many calls of ours at once, as far as is known."""
    state = view.states.get(number)
    return {
        "told": state.faded(now).told() if state else NO_NEWS,
        "ours": view.in_flight.get(number, 0),
        "takes": view.capacity(number, now),
        "mailbox_full": state is not None and state.mailbox_full(now),
    }


def _aside_fields(aside: SetAside) -> dict[str, str]:
    return {"since": aside.since.isoformat(), "reason": aside.reason, "by": aside.by}
