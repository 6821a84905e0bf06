"""A turn at the carrier: whoever asks it for something waits for one, and claims its row then."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from service.ports.clock import Clock
from service.ports.journal import Journal
from service.ports.store import Store, Transaction
from service.usecases.settled import await_settled

log = logging.getLogger(__name__)

T = TypeVar("T")

REQUEST_WAITS = timedelta(seconds=30)
"""How long after its claim a row may still be asked for, in the machine's time: a process may be
stopped in between, or its machine suspended. Whoever settles doubts gives a claim up after eleven
minutes at the earliest (``DOUBT_RIPENS``, and the second look a minute later), and then others ask;
a request may last ten seconds of its own. Nothing but a crowded machine needs more than one.
"""


def take_turn(
    store: Store,
    journal: Journal,
    clock: Clock,
    row: str,
    turn: Callable[[Transaction], timedelta | None],
    claim: Callable[[Transaction, datetime], T | None],
    ask: Callable[[T], None],
) -> Callable[[], None] | None:
    """How to ask for what was claimed once its turn had come; None if it is not to be asked for.

    ``row`` names it in the log. ``turn`` says how long to wait, None for no turn at all. ``claim``
    is told since when, in the machine's time, the database was kept waiting. ``ask`` is not called
    any more once it is too late. Raises StoreDown.
    """
    await_settled(store, clock)
    wait = store.run(turn)
    if wait is None:
        return None
    clock.sleep(wait.total_seconds())
    if journal.waits():  # a stop may be among it; the sweep asks again
        log.info("%s waits for what is kept aside", row)
        return None
    # Claimed only now: whoever said stop meanwhile is left alone.
    asked = clock.machine_now()
    claimed = store.run(lambda tx: claim(tx, asked))
    return None if claimed is None else partial(_in_time, clock, asked, row, partial(ask, claimed))


def _in_time(clock: Clock, asked: datetime, row: str, ask: Callable[[], None]) -> None:
    if clock.machine_now() - asked > REQUEST_WAITS:
        # The row may be somebody else's by now, or its person have said stop: nothing is written.
        log.warning("%s is left in doubt: this process stood still after it was claimed", row)
        return
    ask()


def until_turn(tx: Transaction, clock: Clock, pace: str, takes: timedelta) -> timedelta:
    """How long until the next free turn of a pace, now taken for so long.

    Counted in the machine's time: a demo's clock may be set back at any moment.
    """
    machine_now = clock.machine_now()
    return tx.pace.reserve(pace, machine_now, takes) - machine_now
