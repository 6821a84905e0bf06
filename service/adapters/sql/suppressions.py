"""Stops in SQL, those that were lifted among them, beside those that are kept outside it."""

from collections.abc import Hashable
from datetime import datetime

from sqlalchemy import Connection, case, delete, func, insert, null, select, type_coerce, union_all

from service.adapters.sql.metadata import Utc
from service.adapters.sql.tables import (
    CONSENT_EVENTS,
    CONSENT_EVIDENCE,
    LIFTED_STOPS,
    SUPPORTERS,
    SUPPRESSIONS,
)
from service.domain.consent import ConsentKind
from service.domain.suppression import Suppression, Suppressions, newest

_STOP, _LIFTED = SUPPRESSIONS.c, LIFTED_STOPS.c
# In one statement: between two a stop that is just being lifted could be in neither.
_ALL = union_all(
    select(
        _STOP.phone_hash,
        _STOP.since,
        _STOP.by_carrier,
        type_coerce(null(), Utc).label("lifted_at"),
    ),
    select(_LIFTED.phone_hash, _LIFTED.since, _LIFTED.by_carrier, _LIFTED.lifted_at),
)


class SqlSuppressions:
    """Implements ``ports.suppressions.SuppressionTable``."""

    def __init__(self, connection: Connection) -> None:
        """Work inside this connection's transaction."""
        self._connection = connection
        self.forgot = False
        """Whether something was forgotten in this transaction."""

    def fingerprint(self) -> Hashable:
        """How many stops there are, by whom they are held, and the latest dates."""
        held = select(func.count(), func.count(case((_STOP.by_carrier, 1))), func.max(_STOP.since))
        lifted = select(func.count(), func.max(_LIFTED.lifted_at))
        return tuple(
            tuple(self._connection.execute(query.select_from(table)).one())
            for query, table in ((held, SUPPRESSIONS), (lifted, LIFTED_STOPS))
        )

    def all(self) -> dict[bytes, Suppression]:
        """Every stop that holds, and those that were lifted."""
        rows = self._connection.execute(_ALL)
        return {hashed: Suppression(*stop) for hashed, *stop in rows}

    def take_in(self, told: Suppressions) -> int:
        """Bring the table up to date with these."""
        before = self.all()
        return self._put(before, newest(before, told))

    def lift_returned(self) -> int:
        """Lift the stops whose owner came back, as the ledger knows."""
        before, back = self.all(), self._returned()
        return self._put(
            before, {hashed: stop.unless_back(back.get(hashed)) for hashed, stop in before.items()}
        )

    def forget(self, before: datetime) -> None:
        """Delete what was lifted before then, of numbers of which no more is kept."""
        known = select(SUPPORTERS.c.phone_hash)
        gone = self._connection.execute(
            delete(LIFTED_STOPS).where(_LIFTED.lifted_at < before, _LIFTED.phone_hash.not_in(known))
        )
        self.forgot = self.forgot or bool(gone.rowcount)

    def _put(self, before: Suppressions, after: Suppressions) -> int:
        news = {hashed: stop for hashed, stop in after.items() if stop != before.get(hashed)}
        for hashed, stop in news.items():
            self._write(hashed, stop)
        return len(news)

    def _write(self, hashed: bytes, stop: Suppression) -> None:
        for table in (SUPPRESSIONS, LIFTED_STOPS):
            self._connection.execute(delete(table).where(table.c.phone_hash == hashed))
        row = {"phone_hash": hashed, "since": stop.since, "by_carrier": stop.by_carrier}
        if stop.lifted_at:
            self._connection.execute(insert(LIFTED_STOPS), row | {"lifted_at": stop.lifted_at})
        else:
            self._connection.execute(insert(SUPPRESSIONS), row)

    def _returned(self) -> dict[bytes, datetime]:
        """Of whom the ledger knows that they came back, and when last."""
        event, evidence = CONSENT_EVENTS.c, CONSENT_EVIDENCE.c
        returns = (
            select(evidence.person_hash, func.max(event.at))
            .join_from(CONSENT_EVIDENCE, CONSENT_EVENTS, event.id == evidence.event_id)
            .where(event.kind == ConsentKind.RESTARTED, evidence.person_hash.is_not(None))
            .group_by(evidence.person_hash)
        )
        return {row[0]: row[1] for row in self._connection.execute(returns)}
