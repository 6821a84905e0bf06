"""One more try for a ring that no person took."""

from datetime import datetime

from service.domain.campaign import Campaign
from service.domain.limits import HOUR, RETRY_AFTER
from service.domain.person_place import whereabouts
from service.domain.quiet_hours import Open, is_time_of_day, quiet_hours
from service.domain.records import Call, CallStatus, Supporter
from service.domain.rings import RingBack
from service.domain.whereabouts import AreaCodes
from service.ports.store import Transaction
from service.usecases.objections import Objection


def retry_once(
    tx: Transaction, call: Call, campaign: Campaign, areas: AreaCodes, now: datetime
) -> None:
    """Promise a second ring later, within the hours of the person and of the campaign.

    Does nothing for dial-in calls, for a ring that a person took or that we called off, and for a
    second try.
    """
    if not call.rung or call.confirmed or call.attempt > 1 or call.supporter_id is None:
        return
    supporter = tx.supporters.get(call.supporter_id)
    called_off = call.unwanted or call.status is CallStatus.CANCELED
    if supporter is None or called_off or tx.supporters.suppressed(supporter.e164):
        return
    due = now + RETRY_AFTER
    if in_ring_hours(campaign, supporter, areas, due) and not tx.rings.promised(supporter.id):
        ring = RingBack(call.campaign, call.revision, call.language, call.state, call.targets)
        tx.rings.promise(
            supporter.id, supporter.e164, ring, call.our_number, now, due, retry_of=call
        )


def held_back(
    tx: Transaction,
    call: Call,
    supporter: Supporter,
    campaign: Campaign,
    areas: AreaCodes,
    now: datetime,
) -> Objection | None:
    """Why a second try may not be placed now after all.

    It was planned within hours, but a halt or an outage may have held it up, and the person may
    have called us meanwhile.
    """
    if call.attempt == 1:
        return None
    if not in_ring_hours(campaign, supporter, areas, now):
        return Objection("it is a second try outside the campaign's hours")
    if tx.rings.engaged(supporter.e164, call.id, now - HOUR):
        return Objection("its person is on another call")
    return None


def in_ring_hours(
    campaign: Campaign, supporter: Supporter, areas: AreaCodes, moment: datetime
) -> bool:
    """Whether the campaign, and the law, let this person be rung at that moment."""
    there = whereabouts(supporter, areas)
    lawful = isinstance(quiet_hours(there, moment), Open)
    return lawful and is_time_of_day(campaign.ring_hours, there, moment)
