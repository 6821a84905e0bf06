"""The passwords in the URLs of stores, so that no log shows them."""

from collections.abc import Iterator
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from service.adapters.secret import Secret

_SHORTEST = 8
"""Characters. A shorter password is hidden only within its URL, for it may be part of any word."""


def passwords_in(url: str) -> Iterator[Secret]:
    """Those in a checked URL, as they are and as the URL spells them.

    A password that names its user or the database too would blot out every mention of them.
    """
    parts = urlsplit(url)
    asked = [value for name, value in parse_qsl(parts.query) if name.endswith("password")]
    named = {parts.username or "", parts.path.strip("/")}
    for spelled in filter(None, (parts.password, *asked)):
        plain = unquote(spelled)
        if len(plain) >= _SHORTEST and plain not in named:
            yield from (Secret(one) for one in {spelled, plain, quote(plain, safe="")})
