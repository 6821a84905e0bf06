"""The HTTP client under Twilio's library: a time limit, and another host where one is set."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from twilio.http.http_client import TwilioHttpClient


class TwilioHttp(TwilioHttpClient):  # type: ignore[misc]  # the library has no types
    """One request a call, no retry."""

    def __init__(self, api_url: str | None, seconds: float) -> None:
        """``api_url`` replaces scheme and host of every request; the library has no time limit."""
        super().__init__(timeout=seconds)
        self._api_url = urlsplit(api_url) if api_url else None
        self.headers: Mapping[str, str] = {}
        self.status = 0
        """Both of the last answer: the library's exceptions do not always tell them."""

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
        """One request, to ``TWILIO_API_URL`` if there is one."""
        if self._api_url:
            parts = urlsplit(url)
            url = urlunsplit((self._api_url.scheme, self._api_url.netloc, *parts[2:]))
        response = super().request(method, url, *args, **kwargs)
        self.headers, self.status = response.headers or {}, response.status_code
        return response
