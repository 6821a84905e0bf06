"""Understands phone numbers with the numbering plans of the ``phonenumbers`` library."""

import re
from functools import lru_cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberType

from service.adapters.area_codes import area_zones
from service.domain.phone import NOBODY, US_REGIONS, Phone

ANONYMOUS = frozenset({"+266696687", "+7378742833", "+2562533", "+8656696", "+86282452253"})
"""What Twilio shows for callers who hide their number: the words ANONYMOUS, RESTRICTED, BLOCKED,
UNKNOWN and UNAVAILABLE, typed on a keypad."""

_E164 = re.compile(r"\+[1-9]\d{6,14}", re.ASCII)
_NANP = re.compile(r"\+1[2-9]\d{2}[2-9]\d{6}", re.ASCII)
_NO_TELEPHONE = re.compile(
    r"\+1(?:5(?:00|2[1-9]|33|44|66|77|88)|700|710|8(?:22|33|44|55|66|77|80|81|82|88)|900|976"
    r"|[2-9]11|370|387|456|460|487)|\+1\d{3}976",
    re.ASCII,
)
"""Area codes of the North American plan that are no place (personal and carrier services, service
codes, premium, toll-free and what is kept for it), and 976, the premium exchange of any area."""

_NOT_RINGABLE = frozenset(
    {
        PhoneNumberType.PREMIUM_RATE,
        PhoneNumberType.TOLL_FREE,
        PhoneNumberType.SHARED_COST,
        PhoneNumberType.PAGER,
        PhoneNumberType.VOICEMAIL,
    }
)


_KNOWN = 1024
"""Numbers that are remembered, in memory only, until others take their place."""


class PhoneNumbers:
    """Implements ``ports.phones.PhoneReader``."""

    def __init__(self) -> None:
        """Understands each number once: every webhook of a call brings the same one."""
        self._known = lru_cache(_KNOWN)(_read)
        self._zones = area_zones()

    def read(self, raw: str) -> Phone:
        """The number of a From or To; ``NOBODY`` for whatever is none."""
        return self._known(raw)

    def typed(self, text: str) -> Phone:
        """A number as a person types it (``802 555 0142``), taken for a US one without a ``+``."""
        try:
            number = phonenumbers.parse(text, "US")
        except NumberParseException:
            return NOBODY
        return self.read(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))

    def time_zones(self, e164: str) -> tuple[str, ...]:
        """Every zone of a number's area code; empty where it has no place that we know."""
        return self._zones.get(e164[2:5], ()) if _NANP.fullmatch(e164) else ()


def _read(raw: str) -> Phone:
    if not _E164.fullmatch(raw) or raw in ANONYMOUS:
        return NOBODY
    try:
        number = phonenumbers.parse(raw, None)
    except NumberParseException:
        return NOBODY
    region = phonenumbers.region_code_for_number(number)
    if region is None:
        return _unassigned(raw)
    kind = phonenumbers.number_type(number)
    ringable = region in US_REGIONS and kind not in _NOT_RINGABLE and not _NO_TELEPHONE.match(raw)
    return Phone(raw, region, ringable, kind != PhoneNumberType.UNKNOWN)


def _unassigned(raw: str) -> Phone:
    """New US area codes come faster than releases of the library, and a code that is in no plan
    leads to no premium line, so the benefit of the doubt is safe for +1.
    """
    if _NANP.fullmatch(raw):
        return Phone(raw, "US", ringable=not _NO_TELEPHONE.match(raw), valid=False)
    return Phone(raw, "ZZ" if raw[1] != "1" else "", ringable=False, valid=False)
