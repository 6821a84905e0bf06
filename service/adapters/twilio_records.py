"""What Twilio's resources say, made fit for our rows."""

from datetime import datetime
from typing import Any

from service.domain.records import InboundText
from service.domain.storable import storable
from service.ports.carrier import Arrived

_SID, _NUMBER, _BODY = 64, 20, 1600
"""Characters that we keep of each at most."""


def arrived(listed: Any) -> Arrived:
    """A Message that somebody sent us, cut to what our rows hold."""
    text = InboundText(
        storable(listed.sid, _SID),
        storable(listed.to or "", _NUMBER),
        storable(listed.body or "", _BODY),
        int(listed.num_media or 0),
    )
    return Arrived(
        text, storable(listed.from_ or "", _SID), listed.date_sent or listed.date_created
    )


def sid_of(resource: Any) -> str:
    """Its sid. Raises ValueError for one that no row could hold."""
    sid = resource.sid
    if not isinstance(sid, str) or not 0 < len(sid) <= _SID:
        raise ValueError("a resource without a sid")
    if not (sid.isascii() and sid.isprintable()):
        raise ValueError("a sid that is none")
    return sid


def moment(one: Arrived) -> datetime:
    """When it arrived. Raises ValueError where the listing does not say so."""
    if not isinstance(one.at, datetime):
        raise ValueError("a text without a moment")
    return one.at
