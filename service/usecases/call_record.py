"""Keep what happened in a call. Safe to do twice: a repeated webhook changes nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from service.domain.call_effects import (
    Confirmed,
    Decided,
    Effect,
    Ended,
    FollowUp,
    LegBegun,
    LegEnded,
    OutcomeTold,
    PlaceTold,
    RingAsked,
    StateTold,
    StopTold,
)
from service.domain.campaign import Campaign
from service.domain.consent import Channel, ConsentEvent, ConsentKind
from service.domain.conversation import Stage
from service.domain.knowledge import Knowledge
from service.domain.leg_result import DialResult, Outcome
from service.domain.records import Call, CallStatus, Supporter
from service.ports.store import Transaction
from service.usecases.call_person import Speaker
from service.usecases.follow_up import queue_follow_up
from service.usecases.join import join_by_key, reached
from service.usecases.judge_number import judge_number
from service.usecases.retry import retry_once
from service.usecases.stop import stop, suppress


def keep(
    tx: Transaction,
    call: Call,
    effects: Sequence[Effect],
    campaign: Campaign,
    knowledge: Knowledge,
    caller: Speaker,
    now: datetime,
    *,
    known: bool,
) -> LegBegun | None:
    """Write the effects of one turn. Returns the leg that was begun.

    ``known``: whether its caller was a supporter as it began; others are remembered if they ask
    for the text. Whoever was known and is not any more was forgotten.

    A webhook that comes after the end of its call dials nobody, as its answer is not read any more,
    and has nobody texted unasked: the end of the call has done so. What they said counts.
    """
    over, stranger = _is_over(call, now), None if known else caller
    begun: LegBegun | None = None
    for effect in effects:
        match effect:
            case Confirmed():
                call = replace(call, confirmed=True)
                tx.calls.confirm(call.id, now)
                if call.targets:
                    tx.waits.taken(call.id, now)
            case PlaceTold(zip_code, state):
                _learn_place(tx, call, zip_code, state, knowledge, now)
            case StateTold(state):
                _learn_state(tx, call, state, now)
            case Decided(step, None):
                tx.legs.no_office(call.id, step)
            case Decided():
                pass  # the leg that begins keeps its office and the reason
            case LegBegun() if not over:
                tx.legs.begin(call.id, effect, now)
                begun = effect
            case LegEnded(step, result, seconds):
                tx.legs.end(call.id, step, result, seconds, now)
                if result is DialResult.FAILED:
                    judge_number(tx, call.id, step, now)
            case OutcomeTold(step, outcome):
                tx.legs.tell(call.id, step, outcome, now)
                if outcome is not Outcome.NOT_THROUGH:
                    reached(tx, call, step, now)
            case StopTold():
                _stop(tx, call, effect, caller.phone.e164, now)
            case RingAsked():
                join_by_key(tx, call, effect, stranger, now)
            case FollowUp() if not (over and known):
                queue_follow_up(tx, call, campaign, knowledge, stranger, now)
            case Ended():
                end(tx, call, campaign, knowledge, now)
    return begun


def end(
    tx: Transaction, call: Call, campaign: Campaign, knowledge: Knowledge, now: datetime
) -> None:
    """The call is over: mark it, and try once more if no person took it."""
    tx.calls.move(call.id, CallStatus.COMPLETED, now)
    tx.legs.close(call.id, now)
    retry_once(tx, call, campaign, knowledge.areas, now)


def _is_over(call: Call, now: datetime) -> bool:
    """Whether the carrier had told of its end by then.

    A webhook that was kept aside is taken in as of when it came, which may be before an end that
    is recorded already: what it began did begin. And a call whose end was never told goes on if
    its webhooks do.
    """
    status = call.status
    return status.over and status is not CallStatus.UNKNOWN and call.updated_at <= now


def _stop(tx: Transaction, call: Call, told: StopTold, e164: str, now: datetime) -> None:
    """They pressed the key that means stop. It holds for whoever was forgotten meanwhile too."""
    event = ConsentEvent(
        ConsentKind.STOPPED,
        Channel.CALL,
        now,
        wording=told.wording,
        words=told.key,
        reference=call.sid or call.token,
    )
    supporter = tx.supporters.get(call.supporter_id) if call.supporter_id else None
    if supporter is None and e164:
        supporter = tx.supporters.find(e164)  # forgotten, and here again
    if supporter is not None:
        stop(tx, supporter, event, now, by_carrier=False)
    elif e164:
        suppress(tx, e164, event, by_carrier=False, known=True)


def _learn_place(
    tx: Transaction,
    call: Call,
    zip_code: str,
    state: str | None,
    knowledge: Knowledge,
    now: datetime,
) -> None:
    """A supporter who enters a ZIP on the phone need not text it too."""
    supporter = _listening(tx, call)
    if supporter is None:
        return
    stage = Stage.READY if state else Stage.NEW
    talk = replace(supporter.conversation.moved(stage), zip=zip_code, state=state, choices=())
    zone = knowledge.zips.place(zip_code).time_zone
    tx.supporters.save(replace(supporter, conversation=talk, time_zone=zone), now)


def _learn_state(tx: Transaction, call: Call, state: str, now: datetime) -> None:
    """Nor need they text which of the states of their ZIP they live in."""
    supporter = _listening(tx, call)
    if supporter is None:
        return
    talk = replace(supporter.conversation.moved(Stage.READY), state=state, choices=())
    tx.supporters.save(replace(supporter, conversation=talk), now)


def _listening(tx: Transaction, call: Call) -> Supporter | None:
    """The supporter whose call this is, unless they said stop."""
    supporter = tx.supporters.get(call.supporter_id) if call.supporter_id else None
    if supporter is None or supporter.conversation.stage is Stage.STOPPED:
        return None
    return supporter
