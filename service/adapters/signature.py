"""Whether a webhook really comes from the carrier."""

import logging
from typing import Any

from twilio.request_validator import RequestValidator

log = logging.getLogger(__name__)


class SignatureCheck:
    """Checks ``X-Twilio-Signature`` against the public URL, byte for byte as it was requested."""

    def __init__(self, auth_token: str, public_url: str) -> None:
        """``public_url`` has no trailing slash."""
        self._validator = RequestValidator(auth_token)
        self._public_url = public_url

    def holds(self, target: str, params: Any, signature: str) -> bool:
        """Whether the signature fits.

        ``target`` is path and query as they stood in the request line; ``params`` is the form, all
        of it: the carrier adds fields as it likes and signs them too.
        """
        try:
            return bool(self._validator.validate(self._public_url + target, params, signature))
        except Exception as error:  # on odd input the library raises whatever it trips over
            log.warning("a webhook could not be checked: %s", type(error).__name__)
            return False
