"""Promise a ring for later: as soon as a line is free, when an office opens, or at a time."""

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain

from service.domain.call_effects import RingAsked
from service.domain.call_waits import RING_KEY
from service.domain.records import Call, Supporter
from service.domain.rings import RingBack
from service.domain.waiting import MOST_TARGETS, Wait, WaitKind, WaitStatus
from service.ports.store import Transaction
from service.usecases.call_person import Speaker, agreed_by_key, person_of


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be promised."""

    kind: WaitKind
    ring: RingBack
    our_number: str
    due: datetime | None = None
    """None for a place in line."""
    minutes: int | None = None
    """The wait that they were told."""
    joined_at: datetime | None = None
    """A place that they had before and keep; None: they come last."""
    call_id: int | None = None
    """The call in which they ask for it; None: by text."""


def join(tx: Transaction, supporter: Supporter, wish: Wish, now: datetime) -> Wait:
    """Keep the promise in SQL. Safe to repeat.

    Nobody is in two places: whoever waits already keeps that place, and what they wait for becomes
    what they ask for now; another senator of the same state and campaign is called in the same
    ring.
    """
    present = keep_place(tx, supporter.id, now)
    return tx.waits.save(_wait(supporter.id, present, wish, now), now)


def keep_place(tx: Transaction, supporter_id: int, now: datetime) -> Wait | None:
    """What they wait for, if anything: a ring of it that has not been placed is called off, and
    they stand where they stood.
    """
    present = tx.waits.of(supporter_id)
    tx.rings.cancel_promises(supporter_id, now)
    if present is None or present.status is not WaitStatus.RINGING:
        return present
    return tx.waits.save(replace(present, status=WaitStatus.WAITING, call_id=None), now)


def leave(tx: Transaction, supporter_id: int, now: datetime) -> None:
    """They do not want what they wait for; a ring of it that has not been placed is called off."""
    keep_place(tx, supporter_id, now)
    tx.waits.leave(supporter_id, now)


def join_by_key(
    tx: Transaction, call: Call, asked: RingAsked, caller: Speaker | None, now: datetime
) -> None:
    """Of somebody on the phone, who agrees to the ring and its texts with the key.

    ``caller``: whom to remember if nobody knew them as the call began. Who was rung because a line
    was free, and found it busy after all, keeps the place that they had.
    """
    supporter = person_of(tx, call, caller, now)
    if supporter is None or tx.supporters.suppressed(supporter.e164):
        return
    if call.supporter_id is None:  # whoever hangs up now is still texted what was promised
        tx.calls.known_as(call.id, supporter.id)
    supporter = agreed_by_key(tx, call, supporter, asked.wording, RING_KEY, now)
    ring = RingBack(call.campaign, call.revision, call.language, call.state, (asked.target,))
    kind = WaitKind.OPENING if asked.due else WaitKind.LINE
    joined_at = tx.waits.joined_at(call.id) if call.targets else None
    wish = Wish(kind, ring, call.our_number, asked.due, asked.minutes, joined_at, call.id)
    join(tx, supporter, wish, now)


def reached(tx: Transaction, call: Call, step: int, now: datetime) -> None:
    """They got through on another road: that senator is waited for no more."""
    wait = tx.waits.of(call.supporter_id) if call.supporter_id is not None else None
    if wait is None:
        return
    spoken = {leg.bioguide for leg in tx.legs.of(call.id) if leg.step == step}
    if spoken.isdisjoint(wait.targets):
        return
    if wait.status is WaitStatus.RINGING:  # not with this call, which would have ended the wait
        wait = keep_place(tx, wait.supporter_id, now) or wait
    left = tuple(who for who in wait.targets if who not in spoken)
    if left:
        tx.waits.save(replace(wait, targets=left), now)
    else:
        tx.waits.end(wait.id, WaitStatus.KEPT, now)


def _wait(supporter_id: int, present: Wait | None, wish: Wish, now: datetime) -> Wait:
    ring = wish.ring
    asked = Wait(
        present.id if present else 0,
        supporter_id,
        wish.kind,
        ring.targets,
        ring.campaign,
        ring.revision,
        ring.language,
        ring.state,
        wish.our_number,
        present.joined_at if present else wish.joined_at or now,
        wish.due,
        told_minutes=wish.minutes,
        told_at=now,
        promised_in=wish.call_id,
    )
    if present is None or not present.takes_in(ring.campaign, ring.state):
        return replace(asked, targets=ring.targets[:MOST_TARGETS])
    if wish.kind is WaitKind.TIME or ring.targets[0] == present.senator:
        return replace(asked, targets=_together(ring.targets, present.targets))
    targets = _together(present.targets[:1], ring.targets, present.targets)
    return replace(present, targets=targets, promised_in=wish.call_id)


def _together(*targets: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain(*targets)))[:MOST_TARGETS]
