"""When somebody is likely to pick up: DC offices 9-18 Eastern, state offices 9-17 local, weekdays.

Source: the hours that Senate offices publish on their sites; most state offices close at five.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from service.domain.directory import Office, OfficeKind

OPENS = time(9)
CLOSES = {OfficeKind.DC: time(18), OfficeKind.STATE: time(17)}
_SATURDAY = 5
_LOOKS_AHEAD_DAYS = 14


def is_open(office: Office, now: datetime) -> bool:
    """Whether the office keeps hours at this moment (``now`` has a time zone)."""
    local = now.astimezone(ZoneInfo(office.time_zone))
    return local.weekday() < _SATURDAY and OPENS <= local.time() < CLOSES[office.kind]


def opens(office: Office, now: datetime) -> datetime | None:
    """When a closed office keeps hours again, in its own time zone; None within a fortnight."""
    local = now.astimezone(ZoneInfo(office.time_zone))
    mornings = (
        datetime.combine(local.date() + timedelta(days=days), OPENS, local.tzinfo)
        for days in range(_LOOKS_AHEAD_DAYS)
    )
    return next((m for m in mornings if m > now and is_open(office, m)), None)
