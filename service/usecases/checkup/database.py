"""The database: reachable, writable, with the tables that this version needs, and swept."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from service.domain.checkup import Check, fault, ok
from service.ports.probes import Database, Revision
from service.usecases.checkup.clock import check_clock

NAME = "database"
SWEPT_WITHIN = timedelta(seconds=30)
"""A scheduler sweeps every second; this is for one that is busy, or whose clock is not ours."""
_MIGRATE = "run patchline migrate"


def check_database(look: Callable[[], Database], now: Callable[[], datetime]) -> Iterator[Check]:
    """Whether its tables fit; its clock, where it has one; whether a scheduler is at work."""
    database = look()
    yield _fits(database)
    if database.at is not None:
        yield check_clock("the database's", database.at, now())
    if database.revision is Revision.CURRENT:
        yield _scheduler(database.swept_at, now())


def _fits(database: Database) -> Check:
    what = database.product
    if database.read_only:
        return fault(NAME, f"{what} is read-only", "let DATABASE_URL lead to the primary server")
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


def _scheduler(swept_at: datetime | None, now: datetime) -> Check:
    if swept_at is not None and now - swept_at <= SWEPT_WITHIN:
        return ok("scheduler", "at work")
    since = f"has not swept since {swept_at:%Y-%m-%d %H:%M} UTC" if swept_at else "never ran"
    return fault("scheduler", since, "start it: patchline work scheduler")
