"""The same words again and again are a machine's: it gets no answer to them for a while."""

from datetime import datetime

from service.domain.heard import Heard, Kind
from service.domain.limits import HOUR, SAME_TEXTS_PER_HOUR
from service.domain.text_records import InboundText
from service.domain.wordmatch import fold
from service.ports.store import Transaction

_ALWAYS_ANSWERED = frozenset({Kind.STOP, Kind.START, Kind.HELP, Kind.CALL, Kind.WHERE})


def said_again(
    tx: Transaction, text: InboundText, sender: str, heard: Heard, now: datetime
) -> bool:
    """Whether the last answers of the hour to this number, E.164, were all to these words.

    Never so of ``FORGET``: what an earlier one was answered is forgotten by the next.
    """
    if heard.kind in _ALWAYS_ANSWERED:
        return False
    answered = tx.texts.answered_since(sender, now - HOUR, SAME_TEXTS_PER_HOUR)
    return list(map(fold, answered)) == [fold(text.body)] * SAME_TEXTS_PER_HOUR
