"""Numbers of offices that are not dialed, and how one shows that it does not work."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from service.domain.leg_result import DialResult

FAILURES = 3
"""In so many calls in a row the carrier has to say that a number cannot be reached."""

RANG = (DialResult.COMPLETED, DialResult.BUSY, DialResult.NO_ANSWER)
"""Words of the carrier on a leg that came as far as the office's phones."""

OURSELVES = "patchline"
"""Who sets numbers aside that failed."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A number that is not dialed, until somebody brings it back."""

    number: str
    """E.164."""
    since: datetime
    reason: str
    by: str
    """Who set it aside: a login, or ``patchline`` itself."""


@dataclass(frozen=True, slots=True)
class PastDial:
    """The carrier's word on a leg to some number."""

    call_id: int
    result: DialResult
    begun_at: datetime


def failing_since(newest_first: Iterable[PastDial]) -> datetime | None:
    """When the last so many calls to a number began to fail; None if they did not all fail.

    A caller who hung up first has proved nothing either way.
    """
    calls: set[int] = set()
    for dial in newest_first:
        if dial.result is DialResult.CANCELED:
            continue
        if dial.result is not DialResult.FAILED:
            return None
        calls.add(dial.call_id)
        if len(calls) == FAILURES:
            return dial.begun_at
    return None
