"""When the first of a senator's offices keeps hours again."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from service.domain.directory import Office, Senator
from service.domain.hours import opens

_EASTERN = ZoneInfo("America/New_York")


@dataclass(frozen=True, slots=True)
class Opening:
    """An office that is about to keep hours."""

    office: Office
    at: datetime
    """In Eastern time, in which callers are told of it: offices stand in several zones."""


def first_opening(senator: Senator, now: datetime) -> Opening | None:
    """The next opening of any of their offices, Washington's where several open at that moment.

    None if all of them stay closed for a year.
    """
    nexts = [(office, opens(office, now)) for office in senator.offices]
    found = [Opening(office, at.astimezone(_EASTERN)) for office, at in nexts if at]
    return min(found, key=lambda opening: opening.at, default=None)
