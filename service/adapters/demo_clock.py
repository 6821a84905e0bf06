"""The demo's time of day: offices are open whenever a newcomer starts it."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import holidays

from service.domain.errors import PatchlineError

_CAPITOL = ZoneInfo("America/New_York")
_OPENING = time(11)
_SATURDAY = 5


class ClockFileFault(PatchlineError):
    """The file with the demo's clock offset cannot be written."""


def demo_offset(now: datetime) -> float:
    """Seconds to add to ``now`` (which has a zone) to make it 11:00 in Washington on a day when
    the Senate works: today if it is one, else the next.
    """
    day = now.astimezone(_CAPITOL).date()
    while not _works(day):
        day += timedelta(days=1)
    opening = datetime.combine(day, _OPENING, _CAPITOL)
    # In UTC: within one zone Python subtracts wall clocks, an hour off where the clocks change.
    return (opening.astimezone(UTC) - now.astimezone(UTC)).total_seconds()


def keep_offset(path: Path, offset: float | None) -> None:
    """Leave the running offset where every process finds it; no file where there is none."""
    try:
        if offset is None:
            path.unlink(missing_ok=True)
            return
        draft = path.with_suffix(".draft")
        draft.write_text(f"{offset:.3f}\n", encoding="ascii")
        draft.replace(path)
    except OSError as error:
        raise ClockFileFault(
            f"{path} cannot be written ({error.strerror}): make VAR_DIR writable, or free some "
            "space on its disk"
        ) from error


def _works(day: date) -> bool:
    return day.weekday() < _SATURDAY and day not in holidays.country_holidays("US", years=day.year)
