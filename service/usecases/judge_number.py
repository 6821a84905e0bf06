"""Set a number aside that the carrier cannot reach, call after call."""

import logging
from datetime import datetime, timedelta

from service.domain.set_aside import FAILURES, OURSELVES, SetAside, failing_since
from service.ports.store import Transaction

log = logging.getLogger(__name__)

LATELY = timedelta(days=30)
"""Failures from before are no sign that a number does not work now."""


def judge_number(tx: Transaction, call_id: int, step: int, now: datetime) -> None:
    """A leg has just failed: look at those before it to the same number. Safe to repeat.

    Where no other number could be reached meanwhile, the fault is not the number's but ours or the
    carrier's, and nothing is set aside. Raises StoreDown.
    """
    number = tx.legs.number(call_id, step)
    if number is None:
        return
    since = max(now - LATELY, tx.set_aside.back_since(number) or now - LATELY)
    failing = failing_since(tx.legs.lately(number, since))
    if failing is None or not tx.legs.others_rang(number, failing):
        return
    reason = f"failed in {FAILURES} calls in a row"
    if tx.set_aside.put(SetAside(number, now, reason, OURSELVES)):
        log.warning("an office's number is set aside, %s: see patchline offices", reason)
