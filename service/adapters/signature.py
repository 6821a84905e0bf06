"""Whether a webhook really comes from the carrier."""

import hmac
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from twilio.request_validator import RequestValidator

log = logging.getLogger(__name__)


class SignatureCheck:
    """Checks ``X-Twilio-Signature`` against the public URL, byte for byte as it was requested."""

    def __init__(self, auth_tokens: Sequence[str], public_url: str) -> None:
        """Any of the tokens may have signed: while one is changed for another, two are in use.

        ``public_url`` has no trailing slash.
        """
        self._validators = tuple(RequestValidator(token) for token in auth_tokens)
        self._public_url = public_url

    def holds(self, target: str, params: Any, signature: str) -> bool:
        """Whether the signature fits.

        ``target`` is path and query as they stood in the request line; ``params`` is the form, all
        of it: the carrier adds fields as it likes and signs them too.
        """
        url = self._public_url + target
        try:
            return any(
                one.validate(url, params, signature) or _bare_query(one, url, params, signature)
                for one in self._validators
            )
        except Exception as error:  # on odd input the library raises whatever it trips over
            log.warning("a webhook could not be checked: %s", type(error).__name__)
            return False


def _bare_query(validator: RequestValidator, url: str, params: Any, signature: str) -> bool:
    """Whether it fits the URL with an empty query: neither a server nor the library tells of one,
    yet its question mark is signed.
    """
    if "?" in url:
        return False
    expected = validator.compute_signature(f"{url}?", params)
    return hmac.compare_digest(expected.encode(), signature.encode())


def sign(auth_token: str, url: str, fields: Mapping[str, str]) -> str:
    """The signature that the carrier would send with this form to this URL."""
    return str(RequestValidator(auth_token).compute_signature(url, fields))
