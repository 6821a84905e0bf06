"""Queue the text that follows a call."""

from dataclasses import replace
from datetime import datetime

from service.domain.alerts import question
from service.domain.campaign import Campaign
from service.domain.consent import Channel, ConsentEvent, ConsentKind, Programme, Standing
from service.domain.conversation import Conversation, Stage
from service.domain.follow_up import follow_up, got_through
from service.domain.knowledge import Knowledge
from service.domain.limits import DAY, FOLLOW_UPS_PER_DAY, FOLLOW_UPS_PER_HOUR, HOUR
from service.domain.phone import Phone
from service.domain.records import Call, Supporter
from service.domain.words import Words
from service.ports.jobs import SEND
from service.ports.store import Transaction
from service.usecases.alert_question import queue_question


def queue_follow_up(
    tx: Transaction,
    call: Call,
    campaign: Campaign,
    knowledge: Knowledge,
    caller: Phone | None,
    now: datetime,
) -> None:
    """Write the text once a call, unless the person said stop or has had enough of them, or nobody
    knows who they are.

    ``caller`` is whom to remember if they are not a supporter yet, because they asked for the
    text; the first text to a person also says how to stop. Behind the first one comes the question
    for alerts.
    """
    supporter = _recipient(tx, call, caller, now)
    if supporter is None or tx.supporters.suppressed(supporter.e164):
        return
    if has_texts_enough(tx, call, supporter.e164, now):
        return
    words = knowledge.phrasebook[call.language]
    if call.supporter_id is None:
        supporter = _agreed(tx, call, supporter, words, now)
    legs = tx.legs.of(call.id)
    body = follow_up(legs, campaign, knowledge.directory, words, call.state, now)
    if call.supporter_id is None:
        body = f"{body} {words.text('opt_out_line')}"
    message_id = tx.messages.follow_up(call.id, supporter.id, call.our_number, body, now)
    if message_id is not None:
        tx.calls.texted(call.id, now)
        tx.later(SEND, message_id)
        if got_through(legs):
            wording = question(campaign, words, knowledge.org, knowledge.terms)
            queue_question(tx, supporter, call.our_number, wording, now)


def _agreed(
    tx: Transaction, call: Call, supporter: Supporter, words: Words, now: datetime
) -> Supporter:
    """Whoever asks for the text by key agrees to be texted, once."""
    if supporter.conversation.consent.replies is Standing.AGREED:
        return supporter
    event = ConsentEvent(
        ConsentKind.AGREED,
        Channel.CALL,
        now,
        Programme.REPLIES,
        wording=words.voice("text_offer"),
        words="1",
        reference=call.sid or call.token,
    )
    tx.consents.record(supporter.e164, event)
    talk = supporter.conversation
    agreed = replace(talk, consent=talk.consent.after(event.kind, event.programme))
    return tx.supporters.save(replace(supporter, conversation=agreed), now)


def has_texts_enough(tx: Transaction, call: Call, e164: str, now: datetime) -> bool:
    """Whether as many of this number's other calls were followed by a text as may be."""
    today = tx.allowances.follow_ups(e164, now - DAY, but=call.id)
    lately = [texted_at for texted_at in today if texted_at > now - HOUR]
    return len(today) >= FOLLOW_UPS_PER_DAY or len(lately) >= FOLLOW_UPS_PER_HOUR


def _recipient(
    tx: Transaction, call: Call, caller: Phone | None, now: datetime
) -> Supporter | None:
    if call.supporter_id is not None:
        return tx.supporters.get(call.supporter_id)
    if caller is None or not caller.domestic:
        return None
    known = tx.supporters.find(caller.e164)
    if known:
        return known
    talk = Conversation(
        Stage.READY if call.state else Stage.NEW,
        call.language,
        campaign=call.campaign,
        state=call.state or None,
        greeted=True,
    )
    return tx.supporters.save(Supporter(0, caller.e164, talk), now)
