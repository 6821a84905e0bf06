"""The kinds of values that parameters of Twilio's REST API have."""

import re
from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit

Check = Callable[[str, str], bool]
"""Whether a value fits; the second string is what stands behind the kind's colon."""

_PHONE = re.compile(r"\+[1-9]\d{6,14}|\d{5,6}")
_HOST = re.compile(r"[A-Za-z0-9.-]+|\[[0-9a-f:]+\]")


def sid_pattern(prefixes: str) -> str:
    """The pattern of a sid that begins with one of these, parted by commas."""
    return f"(?:{'|'.join(prefixes.split(','))})[0-9a-fA-F]{{32}}"


def fits(value: str, kind: str) -> bool:
    """Whether one value is of a kind. Raises KeyError for a kind that does not exist."""
    name, _, bounds = kind.removeprefix("many ").partition(":")
    return _CHECKS[name](value, bounds)


def _is_text(value: str, most: str) -> bool:
    return len(value) <= int(most or len(value))


def _is_int(value: str, bounds: str) -> bool:
    if not (value.isascii() and value.isdecimal()):
        return False
    least, _, most = bounds.partition("..")
    return int(least or value) <= int(value) <= int(most or value)


def _is_flag(value: str, _: str) -> bool:
    return value.lower() in ("true", "false")


def _is_url(value: str, _: str) -> bool:
    """Absolute, and with a host name without underscores, as Twilio asks."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    host = parts.netloc.rpartition("@")[2].partition(":")[0]
    return (
        parts.scheme in ("http", "https")
        and _HOST.fullmatch(host) is not None
        and not set(value) & set(' <>"')
    )


def _is_phone(value: str, _: str) -> bool:
    return _PHONE.fullmatch(value) is not None


def _is_moment(value: str, _: str) -> bool:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_one_of(value: str, words: str) -> bool:
    return value in words.split(",")


def _is_sid(value: str, prefixes: str) -> bool:
    return re.fullmatch(sid_pattern(prefixes), value) is not None


_CHECKS: dict[str, Check] = {
    "text": _is_text,
    "int": _is_int,
    "flag": _is_flag,
    "url": _is_url,
    "phone": _is_phone,
    "moment": _is_moment,
    "one": _is_one_of,
    "sid": _is_sid,
}
