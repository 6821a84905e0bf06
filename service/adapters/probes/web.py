"""Meets our web server at its public address, as the carrier would."""

from collections.abc import Mapping
from urllib.parse import urlencode

import requests
from requests.exceptions import ConnectionError as RequestsConnectionError
from requests.exceptions import RequestException, SSLError, Timeout

from service.adapters.http_trouble import plainly
from service.adapters.signature import sign
from service.ports.probes import CannotLook, Reply

_SECONDS = (3.0, 4.0)
"""To connect, and to answer."""
_BEGINNING = 200
_RECEIPT = "/twilio/status/message?m=doctor%2Fcheck%20"
"""The token is of no text of ours. Its escapes show whether a proxy rewrites the query."""
_FIELDS: Mapping[str, str] = {
    "MessageSid": "SM" + "0" * 32,
    "MessageStatus": "delivered",
    "Body": "¿?",
    "Empty": "",
}
_FORM = "application/x-www-form-urlencoded"


class HttpWeb:
    """Implements ``ports.probes.PublicWeb``."""

    def __init__(self, public_url: str) -> None:
        """``public_url`` has no trailing slash."""
        self._public_url = public_url

    def health(self) -> Reply:
        """``GET /healthz``; no redirect is followed."""
        return self._ask("GET", "/healthz", {}, "")

    def receipt(self, auth_token: str | None) -> Reply:
        """A receipt that changes nothing."""
        headers = {"Content-Type": _FORM}
        if auth_token is not None:
            signature = sign(auth_token, self._public_url + _RECEIPT, _FIELDS)
            headers["X-Twilio-Signature"] = signature
        return self._ask("POST", _RECEIPT, headers, urlencode(_FIELDS))

    def _ask(self, method: str, target: str, headers: Mapping[str, str], body: str) -> Reply:
        try:
            with requests.request(
                method,
                self._public_url + target,
                headers=dict(headers),
                data=body,
                timeout=_SECONDS,
                allow_redirects=False,
                stream=True,
            ) as answer:
                beginning = next(answer.iter_content(_BEGINNING), b"")
                return Reply(answer.status_code, beginning.decode("utf-8", "replace"))
        except RequestException as error:
            raise _cannot_look(error) from error


def _cannot_look(error: RequestException) -> CannotLook:
    if isinstance(error, SSLError):
        return CannotLook(
            "PUBLIC_URL has no valid certificate, or no TLS at all",
            "renew it, for exactly the host of PUBLIC_URL and with its intermediates",
        )
    if isinstance(error, Timeout):
        return CannotLook(
            "nothing answers in time at PUBLIC_URL", "start the web server, and check the proxy"
        )
    if isinstance(error, RequestsConnectionError):
        return CannotLook(
            "PUBLIC_URL cannot be reached from here",
            "start the web server; check the name, the proxy and the firewall",
        )
    return CannotLook(f"PUBLIC_URL cannot be asked ({plainly(error)})", "correct PUBLIC_URL")
