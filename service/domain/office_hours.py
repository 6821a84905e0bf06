"""When an office keeps hours: what its hours are made of, without holidays and time zones."""

from dataclasses import dataclass
from datetime import date, time
from typing import Final

ALL_DAYS: Final = frozenset(range(7))
"""Monday is 0, as ``date.weekday`` has it."""
WEEKDAYS: Final = frozenset(range(5))


@dataclass(frozen=True, slots=True)
class Span:
    """Hours on one day, in the office's own time."""

    opens: time
    closes: time
    """The first moment at which it is closed."""


@dataclass(frozen=True, slots=True)
class HoursRule:
    """What some offices do on some days; where several cover one, see ``by_weight``."""

    span: Span | None
    """None: they are closed."""
    days: frozenset[int] = ALL_DAYS
    first: date = date.min
    last: date = date.max
    offices: frozenset[str] = frozenset()
    """Whose: office ids, Bioguide ids, USPS codes of states, ``dc``, ``state``; none for all."""

    def covers(self, day: date) -> bool:
        """Whether it says anything about a day."""
        return self.first <= day <= self.last and day.weekday() in self.days

    @property
    def names_a_day(self) -> bool:
        """Whether somebody wrote it for one day alone, who knew whether that is a holiday."""
        return self.first == self.last


def by_weight(rules: tuple[HoursRule, ...]) -> tuple[HoursRule, ...]:
    """The one that counts first: for the shorter time before the longer, later before earlier."""
    latest_first = list(rules)
    latest_first.reverse()
    return tuple(sorted(latest_first, key=lambda rule: rule.last - rule.first))


def weekdays(opens: time, closes: time) -> HoursRule:
    """The same hours from Monday to Friday, without end."""
    return HoursRule(Span(opens, closes), WEEKDAYS)


NINE_TO_FIVE: Final = weekdays(time(9), time(17))
"""Of an office about which no rule says anything."""
