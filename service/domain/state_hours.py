"""Hours in which the law of each state lets people be called and texted who did not ask for it.

These laws are about selling, and most of them leave an organization that speaks about a bill in
Congress alone. We keep their hours all the same, for rings and texts alike, whichever of the two a
law is about: nobody is disturbed at an hour that their own state finds too early or too late.

Where two readings of a law were found, the narrower is written down. Holidays that a state has
beside the federal ones are not known here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from types import MappingProxyType
from typing import Final

from service.domain.federal_holidays import is_federal_holiday
from service.domain.states import NAMED_CODES

Span = tuple[time, time]
"""Local time from when, and until when; the end is excluded."""

_SATURDAY, _SUNDAY = 5, 6


def _span(first: int, last: int) -> Span:
    return time(first), time(last)


FEDERAL: Final = _span(8, 21)
NEVER: Final = _span(0, 0)

CALLS, BOTH = "calls", "calls and texts"


@dataclass(frozen=True, slots=True)
class Hours:
    """What one law allows."""

    source: str
    covers: str = CALLS
    """What the law speaks of; we apply it to both."""
    weekdays: Span = FEDERAL
    saturdays: Span | None = None
    """None: as on weekdays."""
    sundays: Span | None = None
    """None: as on weekdays."""
    holidays: Span | None = None
    """On federal holidays; None: as on any other day."""
    compiled: bool = False
    """Whether the hours are those of compilations: the words of the law itself were not at hand."""

    def on(self, day: date) -> Span:
        """The hours of one day, where the person is."""
        if self.holidays and is_federal_holiday(day):
            return self.holidays
        special = {_SATURDAY: self.saturdays, _SUNDAY: self.sundays}
        return special.get(day.weekday()) or self.weekdays


FEDERAL_HOURS: Final = Hours("47 CFR 64.1200(c)(1)", BOTH)
"""Of every state that is not in the table."""

UNKNOWN_STATE: Final = Hours(
    "until eight, as most of the state laws about texts say", BOTH, _span(8, 20)
)
"""Of a person whose state we do not know."""

READ_ON: Final = date(2026, 11, 24)
"""When the sources of the table were looked up."""

STATE_HOURS: Final[Mapping[str, Hours]] = MappingProxyType(
    {
        "AL": Hours(
            "Ala. Admin. Code r. 770-X-5-.17(1)(b)",
            weekdays=_span(8, 20),
            sundays=NEVER,
            holidays=NEVER,
        ),
        "CT": Hours("Conn. Gen. Stat. § 42-288a (P.A. 23-98)", BOTH, _span(9, 20), compiled=True),
        "FL": Hours("Fla. Stat. § 501.616(6)(a)", weekdays=_span(8, 20)),
        "KY": Hours("Ky. Rev. Stat. § 367.46955", weekdays=_span(10, 21), compiled=True),
        "LA": Hours(
            "La. Pub. Serv. Comm'n General Order R-29617, § V(A)(2)",
            BOTH,
            _span(8, 20),
            sundays=NEVER,
            holidays=NEVER,
            compiled=True,
        ),
        "MA": Hours("201 Code Mass. Regs. 12.02(2)", weekdays=_span(8, 20)),
        "MD": Hours("Md. Code, Com. Law § 14-4502", BOTH, _span(8, 20), compiled=True),
        "ME": Hours(
            "Me. Rev. Stat. tit. 10, § 1498(3)",
            weekdays=_span(9, 17),
            saturdays=NEVER,
            sundays=NEVER,
        ),
        "MN": Hours("Minn. Stat. § 325E.30", weekdays=_span(9, 21), compiled=True),
        "MI": Hours(
            "in compilations only: no section was found", weekdays=_span(9, 21), compiled=True
        ),
        "MS": Hours("Miss. Code § 77-3-723(1)", BOTH, _span(8, 20), sundays=NEVER),
        "NE": Hours(
            "291 Neb. Admin. Code ch. 11, § 3",
            sundays=_span(13, 21),
            holidays=_span(13, 21),
            compiled=True,
        ),
        "NM": Hours("N.M. Stat. § 57-12-22(B)(5)", weekdays=_span(9, 21)),
        "NV": Hours("Nev. Rev. Stat. § 597.814(2)(a)", weekdays=_span(9, 20), compiled=True),
        "OK": Hours("Okla. Stat. tit. 15, § 775C.4", BOTH, _span(8, 20), compiled=True),
        "PA": Hours("73 Pa. Stat. § 2245(a)", BOTH, sundays=NEVER, holidays=NEVER, compiled=True),
        "RI": Hours(
            "R.I. Gen. Laws §§ 5-61-2(2), 5-61-3.6",
            weekdays=_span(9, 18),
            saturdays=_span(10, 17),
            sundays=NEVER,
            holidays=NEVER,
        ),
        "SD": Hours(
            "S.D. Codified Laws § 37-30-28",
            weekdays=_span(9, 21),
            saturdays=NEVER,
            sundays=NEVER,
        ),
        "TX": Hours(
            "Tex. Bus. & Com. Code § 301.051",
            weekdays=_span(9, 21),
            sundays=_span(12, 21),
            compiled=True,
        ),
        "UT": Hours("Utah Code § 13-25a-103(3)", sundays=NEVER, holidays=NEVER),
        "WA": Hours("Wash. Rev. Code § 19.158.040(2)", weekdays=_span(8, 20)),
        "WY": Hours("Wyo. Stat. § 40-12-302", weekdays=_span(8, 20), compiled=True),
    }
)
"""States whose own law is narrower than the federal rule, by USPS code."""


def hours_of(state: str | None) -> Hours:
    """What the law of a state allows; whatever is no state is one that we do not know."""
    if state not in NAMED_CODES:
        return UNKNOWN_STATE
    return STATE_HOURS.get(state, FEDERAL_HOURS)
