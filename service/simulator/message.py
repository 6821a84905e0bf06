"""One text message, and how the REST API shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from service.simulator.account import API_VERSION, Account
from service.simulator.segment import count_segments

BODY_LIMIT = 1600
VALIDITY = 36_000
"""Seconds that a text may wait for its turn, where nothing else was asked for."""
OVER = frozenset({"delivered", "undelivered", "failed", "canceled", "received"})
ERRORS = {
    21610: "Attempt to send to unsubscribed recipient",
    30001: "Queue overflow",
    30003: "Unreachable destination handset",
    30004: "Message blocked",
    30005: "Unknown destination handset",
    30006: "Landline or unreachable carrier",
    30007: "Message filtered",
    30008: "Unknown error",
    30036: "Validity Period Expired",
}
"""Why a text failed, by code."""


@dataclass(slots=True)
class Message:
    """A text in either direction; ``status`` is Twilio's word for how far it got."""

    sid: str
    to: str = field(repr=False)
    sender: str = field(repr=False)
    body: str = field(repr=False)
    direction: str
    """``inbound``, ``outbound-api`` or ``outbound-reply``."""
    status: str
    created: datetime
    media: int = 0
    service_sid: str | None = None
    callback: str = field(default="", repr=False)
    sent: datetime | None = None
    validity: int = VALIDITY
    send_at: datetime | None = None
    """When a scheduled text is to leave."""
    error: int = 0
    updated: datetime | None = None

    @property
    def over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.status in OVER

    @property
    def pooled(self) -> bool:
        """Whether the service has not chosen a sender from its pool yet."""
        return bool(self.service_sid) and self.status in ("accepted", "scheduled")

    def advance(self, status: str, at: datetime, error: int = 0) -> None:
        """Take the next step."""
        self.status, self.updated, self.error = status, at, error

    def to_json(self, account: Account) -> dict[str, Any]:
        """The resource as Twilio's 2010-04-01 API writes it."""
        uri = account.uri(f"Messages/{self.sid}")
        return {
            "account_sid": account.sid,
            "api_version": API_VERSION,
            "body": self.body,
            "date_created": format_datetime(self.created),
            "date_sent": format_datetime(self.sent) if self.sent else None,
            "date_updated": format_datetime(self.updated or self.created),
            "direction": self.direction,
            "error_code": self.error or None,
            "error_message": ERRORS.get(self.error, "Error") if self.error else None,
            "from": None if self.pooled else self.sender,
            "messaging_service_sid": self.service_sid,
            "num_media": str(self.media),
            "num_segments": "0" if self.pooled else str(count_segments(self.body)),
            "price": None,
            "price_unit": "USD",
            "sid": self.sid,
            "status": self.status,
            "subresource_uris": {"media": f"{uri}/Media.json"},
            "to": self.to,
            "uri": f"{uri}.json",
        }

    def receipt(self, account: Account, at: datetime) -> dict[str, str]:
        """The fields of a status callback for the present status."""
        fields = {
            "MessageSid": self.sid,
            "SmsSid": self.sid,
            "AccountSid": account.sid,
            "MessageStatus": self.status,
            "SmsStatus": self.status,
            "From": self.sender,
            "To": self.to,
            "ApiVersion": API_VERSION,
        }
        if self.service_sid:
            fields["MessagingServiceSid"] = self.service_sid
        if self.error:
            fields["ErrorCode"] = str(self.error)
            fields["ErrorMessage"] = ERRORS.get(self.error, "Error")
        if self.status in ("delivered", "undelivered"):
            fields["RawDlrDoneDate"] = at.strftime("%y%m%d%H%M")
        return fields

    def arrival(self, account: Account, geography: Mapping[str, str]) -> dict[str, str]:
        """The fields of the webhook for an inbound text."""
        fields = {
            "MessageSid": self.sid,
            "SmsSid": self.sid,
            "SmsMessageSid": self.sid,
            "AccountSid": account.sid,
            "ApiVersion": API_VERSION,
            "From": self.sender,
            "To": self.to,
            "Body": self.body,
            "NumMedia": str(self.media),
            "NumSegments": str(count_segments(self.body)),
            "SmsStatus": "received",
            **geography,
        }
        if self.service_sid:
            fields["MessagingServiceSid"] = self.service_sid
        for index in range(self.media):
            media = account.uri(f"Messages/{self.sid}/Media/ME{index:032x}")
            fields[f"MediaUrl{index}"] = f"https://api.twilio.com{media}"
            fields[f"MediaContentType{index}"] = "image/jpeg"
        return fields
