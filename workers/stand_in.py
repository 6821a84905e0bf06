"""Begins what no worker has begun: no promise rests on the broker, or on one of its workers."""

import logging
from collections.abc import Callable

from service.ports.store import StoreDown
from workers.crew import Crew, Request

log = logging.getLogger(__name__)

_A_ROUND = 100
"""Rows, so that each round looks anew at what is due."""


class StandIn:
    """Takes rows straight from SQL that were due a round ago and still are.

    Workers begin a row in no time unless others wait before it. Then it does no harm that one more
    takes its turns: turns are counted over all, and a row is claimed once.
    """

    def __init__(
        self, due: Callable[[], list[int]], begin: Callable[[int], Request | None], crew: Crew
    ) -> None:
        """``due``: ids, the oldest first. ``begin`` claims a row or leaves it, and the crew makes
        the request that is left to do.
        """
        self._due = due
        self._begin = begin
        self._crew = crew
        self._before: frozenset[int] = frozenset()

    def __call__(self) -> None:
        """One round. Raises StoreDown."""
        due = self._due()
        left = [row_id for row_id in due if row_id in self._before]
        self._before = frozenset(due)
        for row_id in left[:_A_ROUND]:
            self._take(row_id)

    def _take(self, row_id: int) -> None:
        try:
            self._crew.take(lambda: self._begin(row_id))
        except StoreDown:
            raise
        except Exception:  # one bad row must not hold up all others
            log.exception("row %s could not be begun", row_id)
