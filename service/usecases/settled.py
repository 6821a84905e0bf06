"""Nothing is claimed right after an outage: a stop said meanwhile may not have come in yet."""

from datetime import timedelta

from service.ports.clock import Clock
from service.ports.store import Store

BEAT_GAP = timedelta(seconds=3)
"""A pause between two beats of the scheduler that is longer than this was an outage."""

SETTLES = timedelta(seconds=6)
"""After an outage, what the web processes had to keep aside is in the database by then."""

_WAITS_FOR_A_BEAT = 3


NOTICED = timedelta(seconds=0.5)
"""A database that kept us waiting for longer kept webhooks waiting too, which were kept aside."""


def await_settled(store: Store, clock: Clock) -> None:
    """Return once the database has been there without a gap for long enough.

    Does not wait for a scheduler that is not running at all. Raises StoreDown.
    """
    for _ in range(_WAITS_FOR_A_BEAT):
        beats = store.run(lambda tx: tx.halts.beats())
        now = clock.machine_now()
        if beats is None:
            return
        last, resumed = beats
        if now - last <= BEAT_GAP:
            clock.sleep((resumed + SETTLES - now).total_seconds())
            return
        clock.sleep(1)
