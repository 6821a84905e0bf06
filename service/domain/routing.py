"""Which of a senator's offices to dial next, with the reason in words."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from service.domain.directory import Office, OfficeKind, Senator
from service.domain.hours import is_open, opens


@dataclass(frozen=True, slots=True)
class Choice:
    """An office to dial. ``reason`` is kept with the leg, for whoever asks why later."""

    office: Office
    reason: str


def choose(senator: Senator, now: datetime, tried: Collection[str]) -> Choice | None:
    """The next open office that this call has not dialed: Washington first, then state offices.

    Returns None when no office is left that keeps hours now. ``tried`` holds office ids; an office
    whose number was already dialed under another id counts as tried.
    """
    numbers_tried = {office.phone for office in senator.offices if office.id in tried}
    for office in sorted(senator.offices, key=lambda office: office.kind is not OfficeKind.DC):
        if office.phone not in numbers_tried and is_open(office, now):
            return Choice(office, _reason(office, bool(tried)))
    return None


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


def _reason(office: Office, failed_over: bool) -> str:
    hours = "DC office, open" if office.kind is OfficeKind.DC else "state office, open"
    return f"{hours}; the offices before it did not answer" if failed_over else hours
