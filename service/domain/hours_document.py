"""A file of office hours, read into rules."""

import re
from datetime import date, time
from enum import StrEnum

from service.domain.directory import OfficeKind
from service.domain.document import Table
from service.domain.office_hours import ALL_DAYS, WEEKDAYS, HoursRule, Span
from service.domain.states import STATE_ZONES

_HOUR = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_WHOSE = re.compile(r"[A-Z]\d{6}(-.+)?")
_WHEN = ("on", "from", "until", "days")


class _Day(StrEnum):
    MONDAY = "mon"
    TUESDAY = "tue"
    WEDNESDAY = "wed"
    THURSDAY = "thu"
    FRIDAY = "fri"
    SATURDAY = "sat"
    SUNDAY = "sun"


_DAYS = tuple(_Day)


def read_hours(root: Table) -> tuple[HoursRule, ...]:
    """The rules of a file's root table: ``[[hours]]`` in their order, then ``[[closed]]``.

    Only fit for use if no fault was noted in the table.
    """
    rules = (
        *(_rule(table, WEEKDAYS, _span(table)) for table in root.tables("hours")),
        *(_closure(table) for table in root.tables("closed")),
    )
    root.close()
    return rules


def _closure(table: Table) -> HoursRule:
    if not any(table.has(key) for key in _WHEN):
        table.fault("", f"says nothing of when; give one of {', '.join(_WHEN)}")
    return _rule(table, ALL_DAYS, None)


def _rule(table: Table, usual: frozenset[int], span: Span | None) -> HoursRule:
    first, last = _dates(table)
    one_day = first == last
    days = _days(table, ALL_DAYS if one_day else usual)
    offices = _offices(table)
    table.string("source")  # for whoever reads the file, and wonders whether it still holds
    table.close()
    return HoursRule(span, days, first, last, offices)


def _span(table: Table) -> Span:
    opens, closes = _hour(table, "opens"), _hour(table, "closes")
    if opens and closes and opens >= closes:
        table.fault("closes", "must be later than opens")
    return Span(opens or time.min, closes or time.max)


def _hour(table: Table, key: str) -> time | None:
    text = table.string(key)
    match = _HOUR.fullmatch(text)
    if text and not match:
        table.fault(key, f"{text[:40]!r} is no time of day; write it as 09:30")
    return time(int(match[1]), int(match[2])) if match else None


def _dates(table: Table) -> tuple[date, date]:
    """First and last day; all days there are where the table names none."""
    if table.has("on"):
        if table.has("from") or table.has("until"):
            table.fault("on", "stands beside from or until; give one day or a first and a last")
        day = table.day("on") or date.min
        return day, day
    first = (table.day("from") if table.has("from") else None) or date.min
    last = (table.day("until") if table.has("until") else None) or date.max
    if first > last:
        table.fault("until", "must not be earlier than from")
    return first, last


def _days(table: Table, default: frozenset[int]) -> frozenset[int]:
    if not table.has("days"):
        return default
    names = table.strings("days")
    for name in sorted({*names}.difference(_DAYS)):
        table.fault("days", f"{name[:40]!r} is no day; write {', '.join(_DAYS)}")
    return frozenset(_DAYS.index(name) for name in names if name in _DAYS)


def _offices(table: Table) -> frozenset[str]:
    names = frozenset(table.strings("offices") if table.has("offices") else ())
    for name in sorted(names):
        if name not in {*OfficeKind, *STATE_ZONES} and not _WHOSE.fullmatch(name):
            table.fault(
                "offices",
                f"{name[:40]!r} names no office; write dc, state, a state's two letters, a "
                "Bioguide id, or an id that patchline offices shows",
            )
    return names
