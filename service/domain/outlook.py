"""What somebody who texts us waits for, and when they could be rung."""

from dataclasses import dataclass
from datetime import datetime

from service.domain.waiting import Wait
from service.domain.whereabouts import Whereabouts


@dataclass(frozen=True, slots=True)
class Outlook:
    """At one moment."""

    now: datetime
    there: Whereabouts
    wait: Wait | None = None
    place: int = 1
    """In the line that they wait in; 1: next."""
    minutes: int | None = None
    """Expected until the ring; None where it cannot be said."""
    again_at: datetime | None = None
    """When the second try is, after the first ring was not taken."""
