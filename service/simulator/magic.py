"""Numbers that Twilio sets aside for tests: each has one error of its own."""

from collections.abc import Mapping

PREFIX = "+1500555"
MAGIC_SENDER = "+15005550006"
"""The one that may text and call without an error."""

TEXT_SENDERS: Mapping[str, int] = {
    "+15005550001": 21212,
    "+15005550007": 21606,
    "+15005550008": 21611,
}
TEXT_RECIPIENTS: Mapping[str, int] = {
    "+15005550001": 21211,
    "+15005550002": 21612,
    "+15005550003": 21408,
    "+15005550004": 21610,
    "+15005550009": 21614,
}
CALL_SENDERS: Mapping[str, int] = {"+15005550001": 21212}
CALL_RECIPIENTS: Mapping[str, int] = {
    "+15005550001": 21217,
    "+15005550002": 21214,
    "+15005550003": 21215,
    "+15005550004": 21216,
}


def is_magic(number: str) -> bool:
    """Whether a number is one of those set aside, with an error or without."""
    return number.startswith(PREFIX)
