"""The database: reachable, writable, with the tables that this version needs."""

from collections.abc import Callable, Iterator
from datetime import datetime

from service.domain.checkup import Check, fault, ok, warn
from service.domain.set_aside import OURSELVES, SetAside
from service.ports.probes import LOST_CURE, Database, Revision
from service.usecases.checkup.clock import check_clock

NAME, SENDING, OFFICES = "database", "sending", "office numbers"
_MIGRATE = "run patchline migrate"
_BRING_BACK = (
    "dial it; if it works: patchline offices --bring-back NUMBER, if not: patchline senate refresh"
)


def check_database(look: Callable[[], Database], now: Callable[[], datetime]) -> Iterator[Check]:
    """What it is and whether its tables fit; its clock, where it has one; a halt, who waits, which
    numbers are not dialed, and what is refused.
    """
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
    failed = [one for one in database.aside if one.by == OURSELVES]
    if failed:
        yield warn(OFFICES, "\n".join(map(_told, failed)), _BRING_BACK)
    if len(failed) < len(database.aside):
        yield ok(OFFICES, f"{len(database.aside) - len(failed)} set aside by an operator")
    if database.halt is not None:
        yield fault(SENDING, database.halt.found, database.halt.cure)
    yield from (warn(SENDING, one.found, one.cure) for one in database.refusals)


def _told(aside: SetAside) -> str:
    return f"{aside.number} {aside.reason}: set aside on {aside.since:%Y-%m-%d}"


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
        case Revision.CURRENT if database.missing:
            return fault(NAME, f"{what} has lost tables: {', '.join(database.missing)}", LOST_CURE)
        case Revision.CURRENT:
            return ok(NAME, f"{what}, up to date")
