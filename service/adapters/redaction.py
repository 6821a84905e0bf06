"""The last line of defense: no phone number and no known secret in anything that is logged."""

import re
from collections.abc import Iterable

from service.adapters.secret import Secret
from service.domain.phone import mask

_PHONE = re.compile(
    r"(?<![0-9A-Za-z])"
    r"(?:(?:\+|%2B)?\d{10,15}"
    r"|(?:\+?1[\s.-]?)?(?:\(\d{3}\)\s?|\d{3}[\s.-])\d{3}[\s.-]\d{4})"
    r"(?![0-9A-Za-z])"
)
_DIGITS = re.compile(r"\D")
_LOGIN = re.compile(r"(://[^\s:/?#@]*:)[^\s/?#]*@")
"""User and password before the host of a URL."""


class Redaction:
    """Masks whatever looks like a phone number, and the secrets it is told of."""

    def __init__(self, secrets: Iterable[Secret] = ()) -> None:
        values = sorted({secret.reveal() for secret in secrets if secret}, key=len, reverse=True)
        self._secrets = re.compile("|".join(map(re.escape, values))) if values else None

    def __call__(self, text: str) -> str:
        """The text, fit for a log."""
        if self._secrets is not None:
            text = self._secrets.sub("•••", text)
        return _PHONE.sub(_masked, hide_logins(text))


def hide_logins(text: str) -> str:
    """The text without the passwords that stand in URLs in it."""
    return _LOGIN.sub(r"\1•••@", text)


def _masked(match: re.Match[str]) -> str:
    digits = _DIGITS.sub("", match.group().replace("%2B", "+"))
    return mask(f"+{digits}")
