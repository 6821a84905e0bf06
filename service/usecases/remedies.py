"""Do what an error code of the carrier demands."""

import logging
from dataclasses import replace
from datetime import datetime

from service.domain.carrier_errors import Remedy, carrier_error, in_words
from service.domain.consent import Channel, ConsentEvent, ConsentKind, Programme, Standing
from service.domain.limits import HALT_LASTS, REFUSAL_TOLD, UNREACHABLE_TIMES
from service.domain.records import Supporter
from service.ports.store import Transaction
from service.usecases.stop import call_off, stop, suppress

log = logging.getLogger(__name__)

OPTED_OUT = 21610
"""The carrier itself holds the person's stop."""


def heed(
    tx: Transaction, supporter: Supporter | None, code: int, now: datetime, reference: str = ""
) -> None:
    """Act on an error that a text or call to this person ended with.

    ``reference``: its MessageSid or CallSid, where it has one.
    """
    error = carrier_error(code)
    if error.remedy is Remedy.HALT:
        halt(tx, code, now)
    if error.cure:
        _refuse(tx, code, now)
    if supporter is None:
        return
    match error.remedy:
        case Remedy.OPT_OUT:
            stop(tx, supporter, _stop(code, now, reference), now, by_carrier=code == OPTED_OUT)
        case Remedy.UNUSABLE:
            _unusable(tx, supporter, _stop(code, now, reference), now)
        case Remedy.UNREACHABLE:
            supporter = replace(supporter, unreachable=supporter.unreachable + 1)
            tx.supporters.mark(supporter)
            if supporter.unreachable >= UNREACHABLE_TIMES:
                _unusable(tx, supporter, _stop(code, now, reference), now)
        case Remedy.SILENCE:
            tx.supporters.mark(replace(supporter, muted_at=now))


def heed_stranger(
    tx: Transaction, e164: str, code: int, now: datetime, reference: str = ""
) -> None:
    """Act on an error that a text to a number ended with which is nobody's whom we know."""
    heed(tx, None, code, now)
    if carrier_error(code).remedy is Remedy.OPT_OUT:
        event = _stop(code, now, reference)
        suppress(tx, e164, event, by_carrier=code == OPTED_OUT, known=True)


def _stop(code: int, now: datetime, reference: str) -> ConsentEvent:
    """A code that stands for a stop, as the ledger has it."""
    return ConsentEvent(
        ConsentKind.STOPPED,
        Channel.CARRIER,
        now,
        words=str(code),
        reference=reference,
        by="carrier",
    )


def reached(tx: Transaction, supporter: Supporter | None) -> None:
    """A text arrived, there or from there: whatever kept earlier ones from it is over."""
    if supporter is not None and (supporter.unreachable or supporter.unusable_at):
        tx.supporters.mark(replace(supporter, unreachable=0, unusable_at=None))


def halt(tx: Transaction, code: int, now: datetime) -> None:
    """Send nothing for a while: the account itself is refused. One alarm, however often."""
    if tx.halts.begin(code, now, until=now + HALT_LASTS):
        log.critical(
            "NOTHING IS SENT: the carrier refuses the account (%s). Mend it there or in the "
            "settings; sending goes on by itself within %s of that.",
            in_words(code),
            HALT_LASTS,
        )


def accepted(tx: Transaction) -> None:
    """The carrier took a text or call: a halt, if there was one, is over."""
    if tx.halts.end():
        log.warning("sending goes on: the carrier accepts the account again")


def _refuse(tx: Transaction, code: int, now: datetime) -> None:
    """Sending goes on, and an operator has to hear of it: once a day, however often."""
    if tx.halts.refuse(code, now, until=now + REFUSAL_TOLD):
        cure = carrier_error(code).cure
        log.error("the carrier refuses texts or calls (%s): %s", in_words(code), cure)


def _unusable(tx: Transaction, supporter: Supporter, event: ConsentEvent, now: datetime) -> None:
    """Nothing goes there, and whoever texts from there next gets no alerts unless they ask.

    Numbers that are given up are given out again.
    """
    tx.supporters.mark(replace(supporter, unusable_at=supporter.unusable_at or now))
    call_off(tx, supporter, now)
    talk = supporter.conversation
    if talk.consent.alerts is not Standing.STOPPED:
        tx.consents.record(supporter.e164, replace(event, programme=Programme.ALERTS))
        consent = talk.consent.after(event.kind, Programme.ALERTS)
        told = replace(talk.unasked(), consent=consent)
        tx.supporters.save(replace(supporter, conversation=told), now)
