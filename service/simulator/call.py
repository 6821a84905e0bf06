"""One call, and how the REST API and the webhooks show it."""

from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from service.simulator.account import API_VERSION, Account
from service.simulator.numbers import pretty

FINAL = frozenset({"completed", "busy", "no-answer", "failed", "canceled"})
STATUSES = FINAL | {"queued", "initiated", "ringing", "in-progress"}
EVENT_OF = {
    "initiated": "initiated",
    "ringing": "ringing",
    "in-progress": "answered",
    **dict.fromkeys(FINAL, "completed"),
}
"""Call status → the StatusCallbackEvent that must be subscribed to hear of it."""
SIP_CODES = {"completed": 200, "busy": 486, "no-answer": 487, "failed": 404, "canceled": 487}
"""Final status → how the far end's network put it."""


@dataclass(frozen=True, slots=True)
class StatusCallback:
    """Who wants to hear of which events of a call."""

    url: str = field(repr=False)
    method: str = "POST"
    events: frozenset[str] = frozenset({"completed"})


@dataclass(slots=True)
class Call:
    """A leg between two numbers."""

    sid: str
    to: str = field(repr=False)
    sender: str = field(repr=False)
    direction: str
    """``inbound``, ``outbound-api`` or ``outbound-dial``."""
    created: datetime
    status: str = "queued"
    parent_sid: str | None = None
    callback: StatusCallback | None = None
    answered_by: str | None = None
    queued_for: float = 0.0
    """Seconds of call time that it waited for its turn."""
    verstat: str = ""
    """The carrier's word on the caller ID of an inbound call."""
    answered: datetime | None = None
    ended: datetime | None = None
    sequence: int = -1
    """Number of the last event that was told to a subscriber, from 0."""

    @property
    def seconds(self) -> int:
        """How long the parties were connected, in whole seconds of the clock."""
        if self.answered is None or self.ended is None:
            return 0
        return max(1, round((self.ended - self.answered).total_seconds()))

    def advance(self, status: str, at: datetime) -> bool:
        """Move on to a later status; False if the call had already ended."""
        if self.status in FINAL:
            return False
        self.status = status
        if status == "in-progress":
            self.answered = at
        if status in FINAL:
            self.ended = at
        return True

    def fields(self, account: Account, status: str) -> dict[str, str]:
        """What every webhook about this call tells, without geography."""
        told = {
            "CallSid": self.sid,
            "AccountSid": account.sid,
            "ApiVersion": API_VERSION,
            "From": self.sender,
            "To": self.to,
            "Caller": self.sender,
            "Called": self.to,
            "CallStatus": status,
            "Direction": self.direction,
        }
        if self.parent_sid:
            told["ParentCallSid"] = self.parent_sid
        if self.answered_by:
            told["AnsweredBy"] = self.answered_by
        if self.verstat:
            told["StirVerstat"] = self.verstat
        return told

    def progress(self, account: Account, at: datetime) -> dict[str, str]:
        """The fields of a status callback for the present status."""
        told = self.fields(account, self.status) | {
            "SequenceNumber": str(self.sequence),
            "Timestamp": format_datetime(at),
            "CallbackSource": "call-progress-events",
        }
        if self.status in FINAL:
            told["SipResponseCode"] = str(SIP_CODES[self.status])
            told["CallDuration"] = str(self.seconds)
            told["Duration"] = str(-(-self.seconds // 60))
        return told

    def to_json(self, account: Account) -> dict[str, Any]:
        """The resource as Twilio's 2010-04-01 API writes it."""
        uri = account.uri(f"Calls/{self.sid}")
        parts = ("notifications", "recordings", "payments", "events", "siprec", "streams")
        return {
            "account_sid": account.sid,
            "annotation": None,
            "answered_by": self.answered_by,
            "api_version": API_VERSION,
            "caller_name": None,
            "date_created": format_datetime(self.created),
            "date_updated": format_datetime(self.ended or self.answered or self.created),
            "direction": self.direction,
            "duration": str(self.seconds) if self.status in FINAL else None,
            "end_time": format_datetime(self.ended) if self.ended else None,
            "forwarded_from": None,
            "from": self.sender,
            "from_formatted": pretty(self.sender),
            "group_sid": None,
            "parent_call_sid": self.parent_sid,
            "phone_number_sid": account.number_sid,
            "price": None,
            "price_unit": "USD",
            "queue_time": str(round(self.queued_for * 1000)),
            "sid": self.sid,
            "start_time": format_datetime(self.answered) if self.answered else None,
            "status": self.status,
            "subresource_uris": {part: f"{uri}/{part.capitalize()}.json" for part in parts},
            "to": self.to,
            "to_formatted": pretty(self.to),
            "trunk_sid": None,
            "uri": f"{uri}.json",
        }
