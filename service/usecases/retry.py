"""One more try for a ring that no person took."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from service.domain.campaign import Campaign
from service.domain.conversation import RingBack
from service.domain.limits import HOUR, RETRY_AFTER
from service.domain.records import Call, CallStatus, Supporter
from service.ports.store import Transaction

NO_ZONE = "America/New_York"
"""Taken for people whose zone is unknown: evening comes first there."""


def retry_once(tx: Transaction, call: Call, campaign: Campaign, now: datetime) -> None:
    """Promise a second ring later, within the campaign's hours where the person lives.

    Does nothing for dial-in calls, for a ring that a person took or that we called off, and for a
    second try.
    """
    if not call.rung or call.confirmed or call.attempt > 1 or call.supporter_id is None:
        return
    supporter = tx.supporters.get(call.supporter_id)
    called_off = call.status is CallStatus.CANCELED
    if supporter is None or called_off or tx.supporters.suppressed(supporter.e164):
        return
    due = now + RETRY_AFTER
    if in_ring_hours(campaign, supporter, due) and not tx.rings.promised(supporter.id):
        ring = RingBack(call.campaign, call.revision, call.language, call.state)
        tx.rings.promise(
            supporter.id, supporter.e164, ring, call.our_number, now, due, retry_of=call
        )


def still_welcome(
    tx: Transaction, call: Call, supporter: Supporter, campaign: Campaign, now: datetime
) -> bool:
    """Whether a ring may be placed now: a second try may not at night, or during another call.

    It was planned within hours, but a halt or an outage may have held it up, and the person may
    have called us meanwhile. Whoever has just asked for a ring is rung at any hour.
    """
    if call.attempt == 1:
        return True
    engaged = tx.rings.engaged(supporter.e164, call.id, now - HOUR)
    return in_ring_hours(campaign, supporter, now) and not engaged


def in_ring_hours(campaign: Campaign, supporter: Supporter, moment: datetime) -> bool:
    """Whether the campaign rings people where this one lives at that moment."""
    return is_within(campaign.ring_hours, supporter, moment)


def is_within(hours: tuple[time, time], supporter: Supporter, moment: datetime) -> bool:
    """Whether it is that time of day where this person lives; the end is excluded."""
    earliest, latest = hours
    local = moment.astimezone(ZoneInfo(supporter.time_zone or NO_ZONE)).time()
    return earliest <= local < latest
