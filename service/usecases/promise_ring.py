"""Promise the ring to who stands first in a senator's line."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from service.domain.campaign import CampaignKind
from service.domain.free_lines import UNDER_WAY
from service.domain.knowledge import Knowledge
from service.domain.limits import HOUR
from service.domain.records import Supporter
from service.domain.rings import RingBack
from service.domain.waiting import Wait, WaitStatus
from service.ports.jobs import RING
from service.ports.store import Transaction
from service.usecases.objections import Outgoing, first_objection, stopped, unusable
from service.usecases.retry import in_ring_hours
from service.usecases.still_waiting import still_waiting
from service.usecases.void_wait import void

Room = Callable[[Sequence[datetime]], int]
"""How many of a line may be rung now, told when others of it were rung."""


def promise_ring(
    wait: Wait, room: Room, knowledge: Knowledge, now: datetime, tx: Transaction
) -> bool:
    """Whether a ring was promised.

    Whoever is on the phone with us, or sleeps, keeps their place, and the next one is rung.
    """
    supporter = still_waiting(tx, wait)
    if supporter is None or supporter.held_at is not None:
        return False
    campaign = knowledge.campaigns.get(wait.campaign)
    if campaign is None or campaign.kind is not CampaignKind.CALL:
        void(wait, knowledge, now, tx, "wait_campaign_over")
        return False
    if first_objection((stopped, unusable), tx, Outgoing(supporter, now, ours=True), now):
        tx.waits.end(wait.id, WaitStatus.LEFT, now)
        return False
    awake = in_ring_hours(campaign, supporter, knowledge.areas, now)
    if not awake or _is_busy(tx, supporter, now):
        return False
    tx.pace.alone(f"line {wait.senator}", now)
    # Counted anew: another scheduler may have rung people of it meanwhile.
    if room(tx.waits.rung(wait.senator, now - UNDER_WAY)) < 1:
        return False
    _promise(tx, wait, supporter, now)
    return True


def _is_busy(tx: Transaction, supporter: Supporter, now: datetime) -> bool:
    """Whether they are on the phone with us, or about to be."""
    lately = now - HOUR
    engaged = tx.rings.engaged(supporter.e164, but=0, since=lately)
    return engaged or tx.rings.under_way(supporter.e164, lately, now)


def _promise(tx: Transaction, wait: Wait, supporter: Supporter, now: datetime) -> None:
    tx.rings.cancel_promises(supporter.id, now)  # a second try of an earlier ring
    ring = RingBack(wait.campaign, wait.revision, wait.language, wait.state, wait.targets)
    call_id = tx.rings.promise(supporter.id, supporter.e164, ring, wait.our_number, now, due=now)
    rung = replace(wait, status=WaitStatus.RINGING, rung_at=now, call_id=call_id)
    tx.waits.save(rung, now)
    tx.later(RING, call_id)
