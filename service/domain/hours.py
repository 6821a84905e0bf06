"""When somebody is likely to pick up: DC offices 9-18 Eastern, state offices 9-17 local, weekdays.

Source: the hours that Senate offices publish on their sites; most state offices close at five.
"""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from service.domain.directory import Office, OfficeKind

OPENS = time(9)
CLOSES = {OfficeKind.DC: time(18), OfficeKind.STATE: time(17)}
_SATURDAY = 5


def is_open(office: Office, now: datetime) -> bool:
    """Whether the office keeps hours at this moment (``now`` has a time zone)."""
    local = now.astimezone(ZoneInfo(office.time_zone))
    return local.weekday() < _SATURDAY and OPENS <= local.time() < CLOSES[office.kind]
