"""What this machine's web processes kept aside while the database was away."""

from collections.abc import Callable, Iterator

from service.domain.checkup import Check, fault, ok, warn
from service.ports.journal import SET_APART_CURE, Journal

NAME = "journal"
PATIENCE_SECONDS = 3.0
"""A web server looks into it every second."""
_UNTOLD = "see whether the web server runs, and what its log says"


def check_journal(journal: Journal, wait: Callable[[], None]) -> Iterator[Check]:
    """Whether all in it is taken in, or waits for a person: it may be somebody's stop.

    ``wait`` takes ``PATIENCE_SECONDS``, and is called only where something is to be taken in.
    """
    if apart := journal.set_apart():
        yield fault(NAME, f"{apart} webhooks in events.apart cannot be taken in", SET_APART_CURE)
    if waiting := journal.left():
        wait()
    if left := journal.left():
        yield _on_its_way(left) if left < waiting else _stuck(left, journal.held_up_by())
    elif not apart:
        yield ok(NAME, "nothing is set apart, nothing waits")


def _on_its_way(left: int) -> Check:
    return warn(NAME, f"{left} webhooks are still being taken in", "look again in a minute")


def _stuck(left: int, why: str | None) -> Check:
    found = f"{left} webhooks wait, and the database takes none in"
    if not why:
        return fault(NAME, found, _UNTOLD)
    # By convention a reason is the fact, a colon and the cure.
    fact, _, cure = why.rpartition(": ")
    return fault(NAME, f"{found}: {fact}" if fact else found, cure)
