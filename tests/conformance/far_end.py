"""Whoever answers as Twilio: the simulator, or Twilio itself with test credentials."""

from dataclasses import dataclass, field
from typing import Any

import requests

OUR_NUMBER = "+15005550006"
"""The sender that Twilio sets aside for tests."""
PERSON = "+14108675310"
TIMEOUT_SECONDS = 30


@dataclass(frozen=True)
class FarEnd:
    """One account at one address."""

    name: str
    api_url: str
    sid: str
    token: str = field(repr=False)

    def post(self, resource: str, fields: Any, token: str = "") -> "Answer":
        """Create a resource with the account's own token or another."""
        answer = requests.post(
            f"{self.api_url}/2010-04-01/Accounts/{self.sid}/{resource}.json",
            data=fields,
            auth=(self.sid, token or self.token),
            timeout=TIMEOUT_SECONDS,
        )
        return Answer(answer.status_code, answer.json())

    def text(self, **change: str) -> "Answer":
        """Create a text; an empty change takes the field away."""
        fields = {"To": PERSON, "From": OUR_NUMBER, "Body": "Hello"} | change
        return self.post("Messages", {name: text for name, text in fields.items() if text})

    def call(self, **change: str) -> "Answer":
        """Create a call; an empty change takes the field away."""
        fields = {"To": PERSON, "From": OUR_NUMBER, "Url": "https://example.com/start"} | change
        return self.post("Calls", {name: text for name, text in fields.items() if text})


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    body: dict[str, Any]

    @property
    def code(self) -> int:
        """The error code, 0 for none."""
        return int(self.body.get("code") or 0)
