"""The URLs that we hand to the carrier. No phone number, ZIP or name ever stands in one."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

RETRIES = "rc=2&rp=5xx,ct,rt&ct=2000&rt=6000"
"""How the carrier tries again: twice, after a 5xx, no connection within 2 s or no answer within 6.

By itself it would ask once more only where no connection came about, and wait 15 s for an answer
while a caller hears nothing. The whole must end within its 15 s.
"""


@dataclass(frozen=True, slots=True)
class WebhookUrls:
    """Absolute URLs below ``PUBLIC_URL``, each with our retries in its fragment (never signed)."""

    public_url: str

    def step(self, token: str) -> str:
        """Every webhook of a call after its first; the token holds where the call stands."""
        return self._at(f"voice/step?t={quote(token)}")

    def ring(self, row_token: str, start: str) -> str:
        """The first webhook of a call that we place.

        ``start`` is the token of where it begins if its row cannot be read then.
        """
        return self._at(f"voice/ring?r={quote(row_token)}&t={quote(start)}")

    def call_status(self, row_token: str) -> str:
        """Where the carrier reports on a call that we place."""
        return self._at(f"status/call?r={quote(row_token)}")

    def message_status(self, row_token: str) -> str:
        """Where the carrier reports on a text that we send."""
        return self._at(f"status/message?m={quote(row_token)}")

    def of_number(self) -> Mapping[str, str]:
        """What our number has to be set to, by the carrier's own names.

        A fallback is the same URL again: any process of ours can answer, another one may be up. An
        application or a trunk would take the place of the URLs, so there must be none.
        """
        texts, calls = self._at("sms"), self._at("voice")
        return {
            "sms_url": texts,
            "sms_method": "POST",
            "sms_fallback_url": texts,
            "sms_fallback_method": "POST",
            "sms_application_sid": "",
            "voice_url": calls,
            "voice_method": "POST",
            "voice_fallback_url": calls,
            "voice_fallback_method": "POST",
            "voice_application_sid": "",
            "trunk_sid": "",
            "status_callback": self._at("status/call"),
            "status_callback_method": "POST",
        }

    def of_service(self) -> Mapping[str, str]:
        """What our Messaging Service has to be set to, by the carrier's own names."""
        texts = self._at("sms")
        return {
            "inbound_request_url": texts,
            "inbound_method": "POST",
            "fallback_url": texts,
            "fallback_method": "POST",
            "status_callback": self._at("status/message"),
            "use_inbound_webhook_on_number": "false",
        }

    def _at(self, rest: str) -> str:
        return f"{self.public_url}/twilio/{rest}#{RETRIES}"
