"""The Senate's phones: whose they are, and when somebody sits beside them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from service.domain.errors import PatchlineError
from service.simulator.presets import is_workday

OPENS, DC_CLOSES, STATE_CLOSES = 9, 18, 17


class BadDirectory(PatchlineError):
    """The directory file is not what ``patchline senate refresh`` writes."""


@dataclass(frozen=True, slots=True)
class Office:
    """One number of the Senate. Two senators may share it."""

    number: str
    senators: tuple[str, ...]
    """Full names, for reading."""
    last_names: tuple[str, ...]
    city: str
    is_dc: bool
    time_zone: ZoneInfo

    @property
    def title(self) -> str:
        """How the staff name it: "Senator Sanders's office"."""
        return f"Senator {' and Senator '.join(self.last_names)}'s office"

    def is_staffed(self, now: datetime) -> bool:
        """Whether somebody is there to answer at that moment."""
        opened, closes = self.day(now)
        return opened <= now < closes

    def day(self, now: datetime) -> tuple[datetime, datetime]:
        """When it opened last before that moment, and when it closes or closed that day."""
        day = now.astimezone(self.time_zone).date()
        while not is_workday(day) or self._at(day, OPENS) > now:
            day -= timedelta(days=1)
        return self._at(day, OPENS), self._at(day, DC_CLOSES if self.is_dc else STATE_CLOSES)

    def _at(self, day: date, hour: int) -> datetime:
        return datetime.combine(day, time(hour), self.time_zone)


def read_offices(path: Path) -> dict[str, Office]:
    """Offices by E.164 number. A missing file has none; raises BadDirectory for a broken one."""
    if not path.exists():
        return {}
    try:
        offices: dict[str, Office] = {}
        for senator in json.loads(path.read_text("utf-8"))["senators"]:
            for entry in senator["offices"]:
                _add(offices, senator, entry)
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise BadDirectory(
            "The Senate directory cannot be read. Write it anew with `patchline senate refresh`."
        ) from error
    return offices


def _add(offices: dict[str, Office], senator: Mapping[str, Any], entry: Mapping[str, Any]) -> None:
    number, name, last = str(entry["phone"]), str(senator["name"]), str(senator["last"])
    known = offices.get(number)
    if known is not None:
        names, lasts = (*known.senators, name), (*known.last_names, last)
        offices[number] = replace(known, senators=names, last_names=lasts)
        return
    offices[number] = Office(
        number=number,
        senators=(name,),
        last_names=(last,),
        city=str(entry["city"]),
        is_dc=entry["kind"] == "dc",
        time_zone=ZoneInfo(entry["time_zone"]),
    )
