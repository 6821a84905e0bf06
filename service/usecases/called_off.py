"""A call of ours whose person wants none any more."""

from service.domain.call_ending import STOP_KEY
from service.domain.callflow import At, CallState, Happened
from service.domain.records import Call
from service.ports.store import Transaction


def is_silent(tx: Transaction, call: Call, state: CallState, happened: Happened) -> bool:
    """Whether nothing is said to somebody whom we should not have rung, unless they say stop."""
    asked = state.at is At.CONFIRM and call.rung and happened.keys != STOP_KEY
    return asked and is_called_off(tx, call)


def is_called_off(tx: Transaction, call: Call) -> bool:
    """Whether it was called off, or its person, known as it began, said stop or was forgotten."""
    supporter = tx.supporters.get(call.supporter_id) if call.supporter_id else None
    return call.unwanted or supporter is None or tx.supporters.suppressed(supporter.e164)
