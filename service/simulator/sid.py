"""Identifiers as Twilio writes them: two capital letters and 32 hexadecimal digits."""

import re
import secrets

_SID = re.compile(r"[A-Z]{2}[0-9a-f]{32}")


def new_sid(prefix: str) -> str:
    """A fresh identifier: ``SM`` for a text, ``MM`` for one with media, ``CA`` for a call."""
    return prefix + secrets.token_hex(16)


def is_sid(text: str, prefix: str) -> bool:
    """Whether ``text`` has the shape of an identifier of this kind."""
    return text.startswith(prefix) and _SID.fullmatch(text) is not None
