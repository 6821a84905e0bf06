"""The database: reachable, writable, with the tables that this version needs."""

from collections.abc import Callable, Iterator
from datetime import datetime

from service.domain.checkup import Check, fault, ok, warn
from service.ports.probes import Database, Revision
from service.usecases.checkup.clock import check_clock

NAME, SENDING = "database", "sending"
_MIGRATE = "run patchline migrate"


def check_database(look: Callable[[], Database], now: Callable[[], datetime]) -> Iterator[Check]:
    """What it is and whether its tables fit; its clock, where it has one; who waits; what is
    refused."""
    database = look()
    yield _fits(database)
    if database.at is not None:
        yield check_clock("the database's", database.at, now())
    if database.held:
        yield warn(
            "inbox",
            f"{database.held} may have said stop, and nobody has decided yet",
            "patchline inbox review, the same day",
        )
    if database.halt is not None:
        yield fault(SENDING, database.halt.found, database.halt.cure)
    yield from (warn(SENDING, one.found, one.cure) for one in database.refusals)


def _fits(database: Database) -> Check:
    what = database.product
    match database.revision:
        case Revision.NONE:
            return fault(NAME, f"{what} has no tables of ours", _MIGRATE)
        case Revision.OLDER:
            return fault(NAME, f"{what} has the tables of an older version", _MIGRATE)
        case Revision.NEWER:
            return fault(
                NAME,
                f"{what} has the tables of a newer version",
                "install that version of Patchline, or restore a backup made with this one",
            )
        case Revision.CURRENT:
            return ok(NAME, f"{what}, up to date")
