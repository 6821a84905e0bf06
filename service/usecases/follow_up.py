"""Queue the text that follows a call."""

from dataclasses import replace
from datetime import datetime

from service.domain.alerts import question
from service.domain.appointment import zone_of
from service.domain.campaign import Campaign
from service.domain.follow_up import follow_up, got_through
from service.domain.knowledge import Knowledge
from service.domain.limits import DAY, FOLLOW_UPS_PER_DAY, FOLLOW_UPS_PER_HOUR, HOUR
from service.domain.person_place import whereabouts
from service.domain.records import Call, Supporter
from service.domain.whereabouts import AreaCodes
from service.domain.words import Words
from service.ports.jobs import SEND
from service.ports.store import Transaction
from service.usecases.alert_question import queue_question
from service.usecases.call_person import Speaker, agreed_by_key, person_of


def queue_follow_up(
    tx: Transaction,
    call: Call,
    campaign: Campaign,
    knowledge: Knowledge,
    caller: Speaker | None,
    now: datetime,
) -> None:
    """Write the text once a call, unless the person said stop or has had enough of them, or nobody
    knows who they are.

    ``caller`` is whom to remember if they are not a supporter yet, because they asked for the
    text; the first text to a person also says how to stop. Behind the first one comes the question
    for alerts.
    """
    supporter = person_of(tx, call, caller, now)
    if supporter is None or tx.supporters.suppressed(supporter.e164):
        return
    if has_texts_enough(tx, call, supporter.e164, now):
        return
    words = knowledge.phrasebook[call.language]
    if call.supporter_id is None:
        offer = words.voice("text_offer")
        supporter = agreed_by_key(tx, call, supporter, offer, "1", now)
    legs = tx.legs.of(call.id)
    ring = _ring_ahead(tx, supporter, words, knowledge.areas, now)
    body = follow_up(
        legs, campaign, knowledge.directory, words, call.state, now, ring, call.targets
    )
    if not supporter.conversation.greeted:
        body = f"{body} {words.text('opt_out_line')}"
        greeted = replace(supporter.conversation, greeted=True)
        supporter = tx.supporters.save(replace(supporter, conversation=greeted), now)
    message_id = tx.messages.follow_up(call.id, supporter.id, call.our_number, body, now)
    if message_id is not None:
        tx.calls.texted(call.id, now)
        tx.later(SEND, message_id)
        if got_through(legs):
            wording = question(campaign, words, knowledge.org, knowledge.terms)
            queue_question(tx, supporter, call.our_number, wording, now)


def _ring_ahead(
    tx: Transaction, supporter: Supporter, words: Words, areas: AreaCodes, now: datetime
) -> str | None:
    """What they are told of the ring that they wait for; None if there is none."""
    wait = tx.waits.of(supporter.id)
    if wait is None:
        return None
    if wait.due_at is None or wait.is_due(now):
        return words.text("ring_when_free")
    zone = zone_of(whereabouts(supporter, areas))
    return words.text("ring_at", moment=words.moment(wait.due_at.astimezone(zone)))


def has_texts_enough(tx: Transaction, call: Call, e164: str, now: datetime) -> bool:
    """Whether as many of this number's other calls were followed by a text as may be."""
    today = tx.allowances.follow_ups(e164, now - DAY, but=call.id)
    lately = [texted_at for texted_at in today if texted_at > now - HOUR]
    return len(today) >= FOLLOW_UPS_PER_DAY or len(lately) >= FOLLOW_UPS_PER_HOUR
