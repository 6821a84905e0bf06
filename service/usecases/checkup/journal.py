"""What this machine's web processes kept aside while the database was away."""

from collections.abc import Iterator

from service.domain.checkup import Check, fault, ok
from service.ports.journal import SET_APART_CURE, Journal

NAME = "journal"


def check_journal(journal: Journal) -> Iterator[Check]:
    """Whether anything in it waits for a person: it may be somebody's stop."""
    if apart := journal.set_apart():
        yield fault(NAME, f"{apart} webhooks in events.apart cannot be taken in", SET_APART_CURE)
    else:
        yield ok(NAME, "nothing is set apart")
