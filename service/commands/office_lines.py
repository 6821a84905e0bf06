"""One line of ``patchline offices`` for each office."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from service.domain.directory import Office, Senator
from service.domain.hours import is_open, opens
from service.domain.leg_report import AnswerRate
from service.domain.set_aside import SetAside


@dataclass(frozen=True, slots=True)
class Known:
    """What the record knows of numbers, E.164."""

    rates: Mapping[str, AnswerRate] = field(default_factory=dict)
    aside: Mapping[str, SetAside] = field(default_factory=dict)


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
    }


def line(senator: Senator, office: Office, now: datetime, known: Known) -> str:
    """For a person."""
    rate, aside = known.rates.get(office.phone), known.aside.get(office.phone)
    told = [
        _hours(office, now),
        f"{rate.answered} of {rate.calls} calls answered" if rate else "",
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


def _aside_fields(aside: SetAside) -> dict[str, str]:
    return {"since": aside.since.isoformat(), "reason": aside.reason, "by": aside.by}
