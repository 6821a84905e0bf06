"""Whether a webhook really comes from the carrier."""

import hmac
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlparse

from twilio.request_validator import (
    SIGNATURE_HEADER,
    SIGNATURE_SETTINGS_HEADER,
    RequestValidator,
    add_port,
    get_signature_algorithm,
    remove_port,
)
from werkzeug.datastructures import MultiDict

__all__ = [
    "SIGNATURE_HEADER",
    "SIGNATURE_SETTINGS_HEADER",
    "SignatureCheck",
    "looks_signed",
    "sign",
]

log = logging.getLogger(__name__)

_SIGNATURE = re.compile(r"[A-Za-z0-9+/]{27}=|[A-Za-z0-9+/]{43}=", re.ASCII)
"""Base64 of the 20 bytes of an HMAC-SHA1, or of the 32 of an HMAC-SHA256."""


class SignatureCheck:
    """Checks ``X-Twilio-Signature`` against the public URL, byte for byte as it was requested."""

    def __init__(self, auth_tokens: Sequence[str], public_url: str) -> None:
        """Any of the tokens may have signed: while one is changed for another, two are in use.

        ``public_url`` has no trailing slash.
        """
        self._validators = tuple(RequestValidator(token) for token in auth_tokens)
        self._public_url = public_url

    def holds(self, target: str, params: Any, signature: str, settings: str = "") -> bool:
        """Whether the signature fits.

        ``target`` is path and query as they stood in the request line; ``params`` is the form, all
        of it: the carrier adds fields as it likes and signs them too. ``settings`` is the header
        that names another algorithm, if it came.
        """
        url, algorithm = self._public_url + target, get_signature_algorithm(settings)
        try:
            if isinstance(params, str):
                return any(
                    one.validate(url, params, signature, algorithm) for one in self._validators
                )
            # The form is put in order once, however many URLs and tokens are tried: it may be long.
            told = _told(params)
            return any(
                hmac.compare_digest(one.compute_signature(signed + told, {}, algorithm), signature)
                for one in self._validators
                for signed in _as_signed(url)
            )
        except Exception as error:  # on odd input the library raises whatever it trips over
            log.warning("a webhook could not be checked: %s", type(error).__name__)
            return False


def looks_signed(signature: str) -> bool:
    """Whether this can be a signature at all, so that it is worth reading what it signs."""
    return _SIGNATURE.fullmatch(signature) is not None


def _told(params: Mapping[str, str]) -> str:
    """Names and values of a form, as they are signed behind the URL."""
    form = params if isinstance(params, MultiDict) else MultiDict(params)
    return "".join(
        name + value for name in sorted(form) for value in sorted(set(form.getlist(name)))
    )


def _as_signed(url: str) -> Iterator[str]:
    """Every way in which the carrier may have written the URL.

    With its port or without. And with the question mark of an empty query, which is signed though
    no server tells of it.
    """
    parsed = urlparse(url)
    yield remove_port(parsed)
    yield add_port(parsed)
    if "?" not in url:
        yield f"{url}?"


def sign(auth_token: str, url: str, fields: Mapping[str, str]) -> str:
    """The signature that the carrier would send with this form to this URL."""
    return str(RequestValidator(auth_token).compute_signature(url, fields))
