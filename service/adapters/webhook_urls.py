"""The URLs that we hand to the carrier. No phone number, ZIP or name ever stands in one."""

from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class WebhookUrls:
    """Absolute URLs below ``PUBLIC_URL``."""

    public_url: str

    def step(self, token: str) -> str:
        """Every webhook of a call after its first; the token holds where the call stands."""
        return f"{self.public_url}/twilio/voice/step?t={quote(token)}"

    def ring(self, row_token: str) -> str:
        """The first webhook of a call that we place."""
        return f"{self.public_url}/twilio/voice/ring?r={quote(row_token)}"

    def call_status(self, row_token: str) -> str:
        """Where the carrier reports on a call that we place."""
        return f"{self.public_url}/twilio/status/call?r={quote(row_token)}"

    def message_status(self, row_token: str) -> str:
        """Where the carrier reports on a text that we send."""
        return f"{self.public_url}/twilio/status/message?m={quote(row_token)}"
