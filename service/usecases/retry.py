"""One more try for a ring that no person took."""

from datetime import datetime
from zoneinfo import ZoneInfo

from service.domain.campaign import Campaign
from service.domain.conversation import RingBack
from service.domain.limits import RETRY_AFTER
from service.domain.records import Call
from service.ports.store import Transaction

NO_ZONE = "America/New_York"
"""Taken for people whose zone is unknown: evening comes first there."""


def retry_once(tx: Transaction, call: Call, campaign: Campaign, now: datetime) -> None:
    """Promise a second ring later, within the campaign's hours where the person lives.

    Does nothing for dial-in calls, for a ring that a person took, and for a second try.
    """
    if not call.rung or call.confirmed or call.attempt > 1 or call.supporter_id is None:
        return
    supporter = tx.supporters.get(call.supporter_id)
    if supporter is None or tx.supporters.suppressed(supporter.e164):
        return
    due = now + RETRY_AFTER
    earliest, latest = campaign.ring_hours
    local = due.astimezone(ZoneInfo(supporter.time_zone or NO_ZONE)).time()
    if earliest <= local < latest and not tx.rings.promised(supporter.id):
        ring = RingBack(call.campaign, call.revision, call.language, call.state)
        tx.rings.promise(
            supporter.id, supporter.e164, ring, call.our_number, now, due, retry_of=call
        )
