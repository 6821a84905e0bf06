"""Twilio's lists of Messages and Calls, as a far server answers with them."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from service.adapters.call_token import CallTokens
from service.adapters.twilio_carrier import TwilioCarrier
from service.adapters.webhook_urls import WebhookUrls
from service.domain.text_records import OutgoingText
from service.ports.carrier import Arrived
from tests.twins.far_server import Reply

SID = "AC" + "1" * 32
TO, OURS = "+18025550142", "+12025550154"
ANOTHER = "+12025550199"
"""A number of the same account that is none of ours."""
SERVICE = "MG" + "2" * 32
NOW = datetime(2026, 11, 24, 16, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
TEXT = OutgoingText(7, "row-token", TO, OURS, "Thank you.", 1, 1, NOW, NOW, 0)


def carrier_at(url: str, number: str | None = OURS, service: str | None = None) -> TwilioCarrier:
    """One whose requests go there."""
    return TwilioCarrier(
        SID,
        "secret-token",
        WebhookUrls("https://patchline.example"),
        CallTokens("a secret of at least thirty-two characters"),
        number=number,
        messaging_service_sid=service,
        api_url=url,
    )


def message(sid: str, minutes: float = 0, **fields: Any) -> dict[str, Any]:
    """A Message as Twilio lists it, made so many minutes after ``NOW``."""
    at = format_datetime(NOW + timedelta(minutes=minutes))
    sent = {"direction": "outbound-api", "from": OURS, "to": TO, "body": TEXT.body}
    return {"sid": sid, "date_created": at, "date_sent": at, "num_media": "0", **sent, **fields}


def inbound(sid: str, minutes: float = 0, **fields: Any) -> dict[str, Any]:
    """A Message that a person sent us."""
    return message(sid, minutes, **{"direction": "inbound", "from": TO, "to": OURS, **fields})


def call(sid: str, minutes: float = 0, **fields: Any) -> dict[str, Any]:
    """A Call as Twilio lists it."""
    at = format_datetime(NOW + timedelta(minutes=minutes))
    placed = {"direction": "outbound-api", "to": TO, "from": OURS}
    return {"sid": sid, "date_created": at, **placed, **fields}


def lists(kind: str, *resources: dict[str, Any], page: int = 50) -> Reply:
    """Answer with these, newest first, in pages."""

    def reply(handler: Any) -> None:
        query = parse_qs(urlsplit(handler.path).query)
        start = int(query.get("Page", ["0"])[0]) * page
        more = start + page < len(resources)
        following = f"/2010-04-01/Accounts/{SID}/{kind}.json?Page={start // page + 1}"
        handler.answer(
            200,
            {
                kind.lower(): resources[start : start + page],
                "next_page_uri": following if more else None,
            },
        )

    return reply


def texts_at(url: str) -> Sequence[Arrived]:
    """What arrived since ``NOW``, looked through to its end."""
    arrivals = carrier_at(url).texts_between(NOW, LATER)
    assert arrivals is not None
    assert arrivals.whole
    return arrivals.texts
