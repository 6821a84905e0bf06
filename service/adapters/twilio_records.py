"""What Twilio's resources say, made fit for our rows."""

from datetime import datetime
from typing import Any

from service.domain.storable import storable
from service.domain.text_records import InboundText
from service.ports.carrier import Arrived

_SID, _NUMBER, _BODY = 64, 20, 1600
"""Characters that we keep of each at most."""
_MEDIA = 10
"""Pictures that one text has at most."""


def arrived(listed: Any) -> Arrived | None:
    """A Message that somebody sent us, cut to what our rows hold; None for what can be none."""
    at = listed.date_sent or listed.date_created
    words = (listed.to or "", listed.body or "", listed.from_ or "")
    if not isinstance(at, datetime) or not all(isinstance(one, str) for one in words):
        return None
    try:
        sid, media = sid_of(listed), min(int(listed.num_media or 0), _MEDIA)
    except (TypeError, ValueError):
        return None
    to, body, sender = words
    text = InboundText(sid, storable(to, _NUMBER), storable(body, _BODY), media)
    return Arrived(text, storable(sender, _SID), at)


def sid_of(resource: Any) -> str:
    """Its sid. Raises ValueError for one that no row could hold."""
    sid = resource.sid
    if not isinstance(sid, str) or not 0 < len(sid) <= _SID:
        raise ValueError("a resource without a sid")
    if not (sid.isascii() and sid.isprintable()):
        raise ValueError("a sid that is none")
    return sid
