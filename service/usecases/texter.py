"""Who has texted us, and whether they meant us."""

from dataclasses import replace

from service.domain.consent import ConsentKind, Programme, Standing, standing, standings
from service.domain.conversation import Conversation, Stage
from service.domain.phone import Phone
from service.domain.records import Supporter
from service.domain.text_records import InboundText
from service.domain.vocabulary import agrees
from service.ports.store import Transaction


def known_or_new(tx: Transaction, sender: Phone) -> Supporter:
    """The person, at STOPPED where only the stop is left of them, and what the ledger has of it."""
    supporter = tx.supporters.find(sender.e164) or Supporter(0, sender.e164, Conversation())
    talk = supporter.conversation
    stopped = talk.stage is not Stage.STOPPED and tx.supporters.suppressed(sender.e164)
    if stopped:
        talk = talk.moved(Stage.STOPPED)
    if stopped or not supporter.id:
        # Without a row they may be in the ledger all the same: a restoring does not turn it back.
        talk = replace(talk, consent=standings(tx.consents.of(sender.e164)))
    return replace(supporter, conversation=talk)


def had_alerts(tx: Transaction, e164: str) -> bool:
    """Whether this number, which has said stop, had agreed to alerts when it did."""
    events = tx.consents.of(e164)
    while events and events[-1].kind is ConsentKind.STOPPED:
        events.pop()
    return standing(events, Programme.ALERTS) is Standing.AGREED


def carrier_meant(
    tx: Transaction, text: InboundText, sender: Phone, conversation: Conversation
) -> bool:
    """Whether a word that brings back, which the carrier answers itself, was for the carrier.

    Not where only we know of the stop, and not where it is a yes to what we asked last.
    """
    if conversation.stage is Stage.STOPPED:
        return tx.supporters.stopped_by_carrier(sender.e164)
    return not (agrees(text.words) and conversation.stage is not Stage.NEW)
