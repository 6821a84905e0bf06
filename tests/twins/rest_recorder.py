"""Holds what Twilio's library sends against Twilio's description of its API."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from requests import PreparedRequest, Response

from tests.twins.rest_description import description

Send = Callable[..., Response]
FORM = "application/x-www-form-urlencoded"
LIBRARY = "twilio-python/"


class RestRecorder:
    """Looks at requests as they leave, and collects what is wrong with them.

    It raises nothing where they are sent: whoever sends may catch it, or be another thread.
    """

    def __init__(self) -> None:
        self.count = 0
        self.faults: list[str] = []

    def around(self, send: Send) -> Send:
        """``requests.Session.send``, with a look at each request of the library."""

        def looked_at(session: Any, request: PreparedRequest, **options: Any) -> Response:
            if str(request.headers.get("User-Agent", "")).startswith(LIBRARY):
                self.look_at(request)
            return send(session, request, **options)

        return looked_at

    def look_at(self, request: PreparedRequest) -> None:
        """Note what is wrong with it."""
        self.count += 1
        parts = urlsplit(str(request.url))
        body = request.body or ""
        body = body.decode() if isinstance(body, bytes) else str(body)
        self.faults += description().faults(
            str(request.method), parts.path, _pairs(parts.query), _pairs(body)
        )
        if not str(request.headers.get("Authorization", "")).startswith("Basic "):
            self.faults.append("there are no credentials")
        if body and request.headers.get("Content-Type") != FORM:
            self.faults.append("the body is not a form")


def _pairs(encoded: str) -> list[tuple[str, str]]:
    return parse_qsl(encoded, keep_blank_values=True, strict_parsing=bool(encoded))
