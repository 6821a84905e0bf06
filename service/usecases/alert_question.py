"""The question for alerts as a text of its own: we begin it, and it is asked once it goes out."""

from dataclasses import replace
from datetime import datetime

from service.domain.consent import Channel, ConsentEvent, ConsentKind, Programme, Standing
from service.domain.conversation import Conversation, Stage
from service.domain.records import Supporter
from service.domain.text_records import OutgoingText
from service.ports.jobs import SEND
from service.ports.store import Transaction


def queue_question(
    tx: Transaction, supporter: Supporter, our_number: str, wording: str, now: datetime
) -> None:
    """Have it sent, at night from the morning on, to somebody who may be asked for alerts."""
    if may_be_asked(supporter.conversation):
        message_id = tx.messages.ask(supporter.id, our_number, wording, Programme.ALERTS, now)
        tx.later(SEND, message_id)


def may_be_asked(talk: Conversation) -> bool:
    """Whether they were never asked, and wait for no answer to another question."""
    return talk.consent.alerts is Standing.NEVER and talk.stage is talk.resting


def put_question(tx: Transaction, text: OutgoingText, supporter: Supporter, now: datetime) -> None:
    """It is handed to the carrier now, and a yes is the answer to it.

    Not before: whoever says yes in the night that it waits through has not seen it.
    """
    event = ConsentEvent(
        ConsentKind.ASKED,
        Channel.TEXT,
        now,
        Programme.ALERTS,
        wording=text.body,
        reference=text.token,
        by="patchline",
    )
    tx.consents.record(supporter.e164, event)
    talk = supporter.conversation.moved(Stage.ASKED_ALERTS)
    talk = replace(talk, consent=talk.consent.after(event.kind, event.programme))
    tx.supporters.save(replace(supporter, conversation=talk), now)
