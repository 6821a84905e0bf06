"""The person on a call: whom to remember, and what they agreed to by key."""

from dataclasses import dataclass, replace
from datetime import datetime

from service.domain.consent import Channel, ConsentEvent, ConsentKind, Programme, Standing
from service.domain.conversation import Conversation, Stage
from service.domain.phone import Phone
from service.domain.records import Call, Supporter
from service.ports.store import Transaction


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is on the line, as the call itself tells."""

    phone: Phone
    time_zone: str | None
    """IANA name, of the ZIP that they entered in this call."""


def person_of(
    tx: Transaction, call: Call, caller: Speaker | None, now: datetime
) -> Supporter | None:
    """Whose call it is. ``caller``: whom to remember if nobody knew them as it began.

    None for a number that is not domestic, and for whoever was forgotten since.
    """
    if call.supporter_id is not None:
        return tx.supporters.get(call.supporter_id)
    if caller is None or not caller.phone.domestic:
        return None
    known = tx.supporters.find(caller.phone.e164)
    if known:
        return _placed(tx, known, call, caller, now)
    talk = Conversation(
        Stage.READY if call.state else Stage.NEW,
        call.language,
        campaign=call.campaign,
        state=call.state or None,
    )
    stranger = Supporter(0, caller.phone.e164, talk, time_zone=caller.time_zone)
    return tx.supporters.save(stranger, now)


def _placed(
    tx: Transaction, known: Supporter, call: Call, caller: Speaker, now: datetime
) -> Supporter:
    """Somebody who wrote to us during the call, where the call has told more of their place."""
    talk = known.conversation
    if talk.zip or caller.time_zone is None:
        return known
    if talk.state is None and call.state:
        talk = replace(talk.moved(Stage.READY), state=call.state)
    return tx.supporters.save(replace(known, conversation=talk, time_zone=caller.time_zone), now)


def agreed_by_key(
    tx: Transaction, call: Call, supporter: Supporter, wording: str, key: str, now: datetime
) -> Supporter:
    """Whoever asks for an answer by key agrees to it, once. ``wording``: of the offer."""
    if supporter.conversation.consent.replies is Standing.AGREED:
        return supporter
    event = ConsentEvent(
        ConsentKind.AGREED,
        Channel.CALL,
        now,
        Programme.REPLIES,
        wording=wording,
        words=key,
        reference=call.sid or call.token,
    )
    return note(tx, supporter, supporter.conversation, event, now)


def note(
    tx: Transaction, supporter: Supporter, talk: Conversation, event: ConsentEvent, now: datetime
) -> Supporter:
    """Write an event into the ledger, and where they stand by it."""
    tx.consents.record(supporter.e164, event)
    talk = replace(talk, consent=talk.consent.after(event.kind, event.programme))
    return tx.supporters.save(replace(supporter, conversation=talk), now)
