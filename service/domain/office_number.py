"""The number of an office: a line in the United States, and nothing that costs more than that."""

import re
from typing import Final

_PUNCTUATION = re.compile(r"[\s().+-]")
_NATIONAL = re.compile(r"1?(\d{10})", re.ASCII)
_NANP = re.compile(r"\+1([2-9]\d{2})[2-9]\d{6}", re.ASCII)

_CARIBBEAN: Final = re.compile(
    "242|246|264|268|284|345|441|473|649|658|664|721|758|767|784|809|829|849|868|869|876"
)
"""Area codes abroad that look domestic and cost a lot: the classic road of toll fraud (2026)."""
_PREMIUM: Final = frozenset({"900", "976"})


def to_e164(written: str) -> str:
    """``202-224-3441`` → ``+12022243441``; what is no such number comes back as it was."""
    match = _NATIONAL.fullmatch(_PUNCTUATION.sub("", written))
    return f"+1{match.group(1)}" if match else written


def is_office_number(phone: str) -> bool:
    """Whether this is E.164 for a North American number that an office could have."""
    match = _NANP.fullmatch(phone)
    if match is None:
        return False
    area = match.group(1)
    dear = area in _PREMIUM or _CARIBBEAN.fullmatch(area) is not None
    return not dear and area[1:] != "11" and phone[6:8] != "11"
