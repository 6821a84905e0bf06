"""When somebody is likely to pick up: an office's hours where it stands, holidays left out."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from service.domain.directory import Office, OfficeKind
from service.domain.federal_holidays import is_federal_holiday, is_inauguration_day
from service.domain.office_hours import Span

_LOOKS_AHEAD_DAYS = 366


def hours_on(office: Office, day: date) -> Span | None:
    """The hours that an office keeps on a day of its own calendar; None if it is closed.

    On a holiday it is, unless a rule speaks of that day alone.
    """
    rule = next((rule for rule in office.hours if rule.covers(day)), None)
    if rule is None or rule.span is None:
        return None
    return rule.span if rule.names_a_day or not _is_holiday(office, day) else None


def is_open(office: Office, now: datetime) -> bool:
    """Whether the office keeps hours at this moment (``now`` has a time zone)."""
    local = now.astimezone(ZoneInfo(office.time_zone))
    span = hours_on(office, local.date())
    return span is not None and span.opens <= local.time() < span.closes


def opens(office: Office, now: datetime) -> datetime | None:
    """The next moment at which it begins to keep hours, in its own time zone.

    None if it stays closed for a year.
    """
    local = now.astimezone(ZoneInfo(office.time_zone))
    for days in range(_LOOKS_AHEAD_DAYS):
        day = local.date() + timedelta(days=days)
        span = hours_on(office, day)
        opening = datetime.combine(day, span.opens, local.tzinfo) if span else None
        if opening and opening > now:
            return opening
    return None


def _is_holiday(office: Office, day: date) -> bool:
    in_washington = office.kind is OfficeKind.DC
    return is_federal_holiday(day) or (in_washington and is_inauguration_day(day))
