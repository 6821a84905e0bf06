"""Twilio's words for what became of a call, a leg and a text, each with ours."""

from collections.abc import Mapping

from service.domain.leg_result import DialResult
from service.domain.records import CallStatus
from service.domain.text_records import MessageStatus

CALL_STATUSES: Mapping[str, CallStatus] = {
    "queued": CallStatus.RINGING,
    "initiated": CallStatus.RINGING,
    "ringing": CallStatus.RINGING,
    "in-progress": CallStatus.IN_PROGRESS,
    "answered": CallStatus.IN_PROGRESS,
    "completed": CallStatus.COMPLETED,
    "busy": CallStatus.BUSY,
    "no-answer": CallStatus.NO_ANSWER,
    "failed": CallStatus.FAILED,
    "canceled": CallStatus.CANCELED,
}
"""``CallStatus``."""

MESSAGE_STATUSES: Mapping[str, MessageStatus] = {
    "accepted": MessageStatus.ACCEPTED,
    "scheduled": MessageStatus.ACCEPTED,
    "queued": MessageStatus.ACCEPTED,
    "sending": MessageStatus.ACCEPTED,
    "sent": MessageStatus.SENT,
    "delivered": MessageStatus.DELIVERED,
    "read": MessageStatus.DELIVERED,
    "undelivered": MessageStatus.UNDELIVERED,
    "failed": MessageStatus.FAILED,
    "canceled": MessageStatus.CANCELED,
}
"""``MessageStatus``."""

DIAL_RESULTS: Mapping[str, DialResult] = {
    "completed": DialResult.COMPLETED,
    "answered": DialResult.COMPLETED,
    "busy": DialResult.BUSY,
    "no-answer": DialResult.NO_ANSWER,
    "failed": DialResult.FAILED,
    "canceled": DialResult.CANCELED,
}
"""``DialCallStatus``."""
