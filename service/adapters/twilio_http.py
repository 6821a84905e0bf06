"""The HTTP client under Twilio's library: a time limit, and another host where one is set."""

import threading
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from twilio.http.http_client import TwilioHttpClient

_LONGEST_PAUSE = timedelta(seconds=60)
"""However long it asks to be left alone: whoever waits for a text or a ring waits no longer."""


class _Last(threading.local):
    """What one thread's last answer told: several threads ask at the same time."""

    headers: Mapping[str, str] = {}
    status = 0


class TwilioHttp(TwilioHttpClient):  # type: ignore[misc]  # the library has no types
    """One request a call, no retry."""

    def __init__(self, api_url: str | None, seconds: float) -> None:
        """``api_url`` replaces scheme and host of every request; the library has no time limit."""
        super().__init__(timeout=seconds)
        self._api_url = urlsplit(api_url) if api_url else None
        self.last = _Last()
        """Of the last answer: the library's exceptions do not always tell it."""

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
        """One request, to ``TWILIO_API_URL`` if there is one."""
        if self._api_url:
            parts = urlsplit(url)
            url = urlunsplit((self._api_url.scheme, self._api_url.netloc, *parts[2:]))
        response = super().request(method, url, *args, **kwargs)
        self.last.headers, self.last.status = response.headers or {}, response.status_code
        return response

    def pause(self) -> timedelta:
        """How long the last answer asked to be left alone, in seconds by ``Retry-After``."""
        asked = self.last.headers.get("Retry-After", "")
        if not (asked.isascii() and asked.isdecimal()):
            return timedelta(0)
        # A number of more digits is no smaller, and Python reads only so many.
        return min(timedelta(seconds=int(asked[:9])), _LONGEST_PAUSE)
