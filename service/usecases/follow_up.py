"""Queue the text that follows a call."""

from datetime import datetime

from service.domain.campaign import Campaign
from service.domain.conversation import Conversation, Stage
from service.domain.follow_up import follow_up
from service.domain.knowledge import Knowledge
from service.domain.phone import Phone
from service.domain.records import Call, Supporter
from service.ports.jobs import SEND
from service.ports.store import Transaction


def queue_follow_up(
    tx: Transaction,
    call: Call,
    campaign: Campaign,
    knowledge: Knowledge,
    caller: Phone | None,
    now: datetime,
) -> None:
    """Write the text once a call, unless the person said stop or nobody knows who they are.

    ``caller`` is whom to remember if they are not a supporter yet, because they asked for the
    text; the first text to a person also says how to stop.
    """
    supporter = _recipient(tx, call, caller, now)
    if supporter is None or tx.supporters.suppressed(supporter.e164):
        return
    words = knowledge.phrasebook[call.language]
    legs = tx.legs.of(call.id)
    body = follow_up(legs, campaign, knowledge.directory, words, call.state, now)
    if call.supporter_id is None:
        body = f"{body} {words.text('opt_out_line')}"
    message_id = tx.messages.follow_up(call.id, supporter.id, call.our_number, body, now)
    if message_id is not None:
        tx.calls.texted(call.id, now)
        tx.later(SEND, message_id)


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
